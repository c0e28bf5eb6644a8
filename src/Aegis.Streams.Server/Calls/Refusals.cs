using Aegis.Streams.Intents;

namespace Aegis.Streams.Server.Calls;

/// <summary>The refusals that all doors share.</summary>
internal static class Refusals
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    public static CallRefusal NotPermitted { get; } = new(
        RefusalKind.NotPermitted, CallCodes.NotPermitted, "The caller may not ask for this tenant or agent; its entry in the file of callers says for which it may.");

    public static CallRefusal NotReady { get; } = new(RefusalKind.Unavailable, CallCodes.NotReady, "The instance is not ready to decide: ask another one, or again.", RetryAfter: Later);

    public static CallRefusal Overloaded { get; } = new(RefusalKind.Overloaded, CallCodes.Overloaded, "Too many calls are under way; ask again after a pause.", RetryAfter: Soon);

    public static CallRefusal NotFound { get; } = new(
        RefusalKind.NotFound, CallCodes.NotFound, "There is no such decision: it was not asked for idempotently, is no longer kept, or is not the caller's.");

    public static CallRefusal TooLate { get; } = new(
        RefusalKind.DeadlineExceeded, CallCodes.DeadlineExceeded, "The deadline passed before the answer; an idempotent request may be made again and gets the decision that was made.");

    public static CallRefusal NotRecorded { get; } = new(
        RefusalKind.Unavailable, CallCodes.NotRecorded, "The audit entry could not be written, so the decision does not count; ask again.", RetryAfter: Later);

    public static CallRefusal InDoubt { get; } = new(RefusalKind.Unavailable, CallCodes.InDoubt, "It is not known whether the decision was committed; the same request recovers it.", RetryAfter: Later);

    public static CallRefusal Failed { get; } = new(RefusalKind.Unavailable, CallCodes.InternalError, "The instance failed; the operator has been told.");

    public static CallRefusal NoOwner { get; } = new(
        RefusalKind.Unavailable, CallCodes.NoOwner, "Another instance keeps the decisions of this agent: ask that one, again later, or for the decision again with the same intent.", RetryAfter: Later);

    /// <summary>Refuses an intent that breaks its contract.</summary>
    public static CallRefusal Of(IntentFault fault) => new(RefusalKind.Invalid, fault.Code, fault.Message, fault.Path);
}
