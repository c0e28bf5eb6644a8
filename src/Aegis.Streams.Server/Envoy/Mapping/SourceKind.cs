namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Where a value of an intent comes from.</summary>
internal enum SourceKind
{
    /// <summary>The mapping itself.</summary>
    Constant,

    /// <summary>A segment of the path.</summary>
    Path,

    /// <summary>A header of the request.</summary>
    Header,

    /// <summary>An entry of `context_extensions`, which the operator sets for a route of Envoy.</summary>
    Extension,

    /// <summary>The name in the client's certificate, as Envoy verified it.</summary>
    Principal,

    /// <summary>A member of the JSON body.</summary>
    Body,

    /// <summary>A parameter of the query.</summary>
    Query,
}
