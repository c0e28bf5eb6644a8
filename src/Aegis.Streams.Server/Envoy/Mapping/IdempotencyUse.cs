namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Whether one decision is made for an id.</summary>
internal enum IdempotencyUse
{
    /// <summary>Never: each request is decided by itself.</summary>
    None,

    /// <summary>If the request has an id.</summary>
    Accepted,

    /// <summary>Always: a request without an id is denied.</summary>
    Required,
}
