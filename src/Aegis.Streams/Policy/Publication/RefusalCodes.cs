namespace Aegis.Streams.Policy.Publication;

/// <summary>Why publications are refused. Stable: tools switch on them.</summary>
public static class RefusalCodes
{
    /// <summary>The record is none that a publisher writes: its key, its encoding or a bound; or its id is not that of its content.</summary>
    public const string Malformed = "malformed";

    /// <summary>The key that it names is not trusted here.</summary>
    public const string KeyUnknown = "key_unknown";

    /// <summary>The key that it names did not sign it.</summary>
    public const string SignatureInvalid = "signature_invalid";

    /// <summary>The publication that it replaces was not active when it came: somebody else was first.</summary>
    public const string ParentNotActive = "parent_not_active";

    /// <summary>The publication that it replaces is not in the log. Should it come, this one is looked at again.</summary>
    public const string ParentUnknown = "parent_unknown";

    /// <summary>Not all of its content is in the log. Should it come, this one is looked at again.</summary>
    public const string ContentMissing = "content_missing";

    /// <summary>Its content is not what was signed. Should that come, this one is looked at again.</summary>
    public const string ContentMismatch = "content_mismatch";

    /// <summary>Its content was signed, and is no policy set that this version can use.</summary>
    public const string PolicyInvalid = "policy_invalid";

    /// <summary>Says whether a publication may still become active when what it lacks comes.</summary>
    internal static bool IsWaiting(string code) => code is ParentUnknown or ContentMissing or ContentMismatch;

    /// <summary>
    /// Says whether a publication that was signed on top of one refused for this may take its place: what was lacking was lacking here, and nobody
    /// else's change is lost by going on from what is active. So a key that is no longer trusted, content that was removed, or a set that this version
    /// cannot use does not end the chain.
    /// </summary>
    internal static bool IsPassable(string code) => code is not (Malformed or SignatureInvalid or ParentNotActive);
}
