namespace Aegis.Streams.Server.Calls;

/// <summary>Why a call was given no decision. Each door spells it in its own status.</summary>
internal enum RefusalKind
{
    /// <summary>The request breaks the contract. The same request will be refused again.</summary>
    Invalid,

    /// <summary>The caller presented no credential that this instance knows.</summary>
    Unauthenticated,

    /// <summary>The caller may not ask for this tenant or agent.</summary>
    NotPermitted,

    /// <summary>There is no such decision, or it is not the caller's.</summary>
    NotFound,

    /// <summary>Too many calls are under way, of all callers or of this tenant.</summary>
    Overloaded,

    /// <summary>The deadline passed. The decision may have been made: the same idempotent request gets it.</summary>
    DeadlineExceeded,

    /// <summary>The instance cannot decide, or not keep its decision, now.</summary>
    Unavailable,
}
