namespace Aegis.Streams.Server.Admin;

/// <summary>Codes of the admin port's refusals (`docs/operations.md`).</summary>
public static class AdminCodes
{
    /// <summary>The host that was asked for is none that this port answers for.</summary>
    public const string HostRefused = "admin.host_refused";

    /// <summary>A page in a browser asks.</summary>
    public const string OriginRefused = "admin.origin_refused";

    /// <summary>No token, a wrong one, or no client certificate.</summary>
    public const string Unauthenticated = "admin.unauthenticated";

    /// <summary>The request is not what the path takes.</summary>
    public const string InvalidRequest = "admin.invalid_request";

    /// <summary>There is no such path, or it takes another method.</summary>
    public const string NotFound = "admin.not_found";

    /// <summary>The instance takes no calls, so there is nothing to drain.</summary>
    public const string NothingToDrain = "admin.nothing_to_drain";

    /// <summary>The port failed.</summary>
    public const string Failed = "admin.failed";
}
