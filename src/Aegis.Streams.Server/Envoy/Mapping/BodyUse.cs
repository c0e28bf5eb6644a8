namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What a route makes of the body.</summary>
internal enum BodyUse
{
    /// <summary>There is none: a request with one is denied.</summary>
    None,

    /// <summary>All its members are parameters.</summary>
    Whole,

    /// <summary>The members that the route names are parameters or names: a request with others is denied.</summary>
    Fields,
}
