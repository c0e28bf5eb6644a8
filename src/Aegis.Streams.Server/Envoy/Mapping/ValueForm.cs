namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What a text of the path or query becomes as a parameter.</summary>
internal enum ValueForm
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>`true` or `false`.</summary>
    Boolean,
}
