namespace Aegis.Streams.Server.Calls;

/// <summary>Codes of the facade's own refusals (`docs/facade.md`).</summary>
internal static class CallCodes
{
    /// <summary>No credential, or none that is known.</summary>
    public const string Unauthenticated = "facade.unauthenticated";

    /// <summary>The caller may not ask for this tenant or agent.</summary>
    public const string NotPermitted = "facade.not_permitted";

    /// <summary>Too many calls are under way.</summary>
    public const string Overloaded = "facade.overloaded";

    /// <summary>The deadline passed.</summary>
    public const string DeadlineExceeded = "facade.deadline_exceeded";

    /// <summary>The instance has not read its tables yet, or is draining.</summary>
    public const string NotReady = "facade.not_ready";

    /// <summary>No instance that runs the agent's task could be reached.</summary>
    public const string NoOwner = "facade.no_owner";

    /// <summary>The records of the decision could not be written.</summary>
    public const string NotRecorded = "facade.not_recorded";

    /// <summary>It is not known whether the decision was committed.</summary>
    public const string InDoubt = "facade.in_doubt";

    /// <summary>There is no such decision, or it is not the caller's.</summary>
    public const string NotFound = "facade.not_found";

    /// <summary>The door has a defect; the operator has been told.</summary>
    public const string InternalError = "facade.internal_error";

    /// <summary>The active policies cannot be said exactly in a bundle.</summary>
    public const string BundleRefused = "facade.bundle_refused";

    /// <summary>The request is not what the door takes.</summary>
    public const string InvalidRequest = "facade.invalid_request";
}
