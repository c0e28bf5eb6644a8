namespace Aegis.Streams.Server.Envoy;

/// <summary>Codes of requests that Envoy asks about and that are denied before any decision (`docs/reasons.md`).</summary>
internal static class EnvoyCodes
{
    /// <summary>No route of the mapping covers the request.</summary>
    public const string NoRoute = "envoy.no_route";

    /// <summary>Host, scheme or path have no single plain meaning.</summary>
    public const string BadTarget = "envoy.bad_target";

    /// <summary>The query has no single plain meaning, or parameters that the route does not map.</summary>
    public const string BadQuery = "envoy.bad_query";

    /// <summary>A header that frames or describes the body is malformed or there twice.</summary>
    public const string BadHeader = "envoy.bad_header";

    /// <summary>What a name or parameter of the intent is to come from is not in the request.</summary>
    public const string SourceMissing = "envoy.source_missing";

    /// <summary>No body came, where the route needs one.</summary>
    public const string BodyMissing = "envoy.body_missing";

    /// <summary>Only a part of the body came.</summary>
    public const string BodyTruncated = "envoy.body_truncated";

    /// <summary>The body is compressed or encoded otherwise.</summary>
    public const string BodyEncoded = "envoy.body_encoded";

    /// <summary>The body is not said to be JSON.</summary>
    public const string BodyType = "envoy.body_type";

    /// <summary>A body came or was announced, where the route has none.</summary>
    public const string BodyUnexpected = "envoy.body_unexpected";

    /// <summary>The body has a member that the route does not map, or one whose name the route fixes.</summary>
    public const string BodyMember = "envoy.body_member";
}
