namespace Aegis.Streams.Server.Calls;

/// <summary>The refusals that are not about the content of a request.</summary>
internal static class Refusals
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    public static CallRefusal NotPermitted { get; } = new(
        CallFault.NotPermitted, CallCodes.NotPermitted, "The caller may not ask for this tenant or agent; its entry in the file of callers says for which it may.");

    public static CallRefusal NotReady { get; } = new(CallFault.Unavailable, CallCodes.NotReady, "The instance is not ready to decide: ask another one, or again.", RetryAfter: Later);

    public static CallRefusal Overloaded { get; } = new(CallFault.Overloaded, CallCodes.Overloaded, "Too many calls are under way; ask again after a pause.", RetryAfter: Soon);

    public static CallRefusal NotFound { get; } = new(
        CallFault.NotFound, CallCodes.NotFound, "There is no such decision: it was not asked for idempotently, is no longer kept, or is not the caller's.");

    public static CallRefusal TooLate { get; } = new(
        CallFault.DeadlineExceeded, CallCodes.DeadlineExceeded, "The deadline passed before the answer; an idempotent request may be made again and gets the decision that was made.");

    public static CallRefusal NotRecorded { get; } = new(
        CallFault.Unavailable, CallCodes.NotRecorded, "The audit entry could not be written, so the decision does not count; ask again.", RetryAfter: Later);

    public static CallRefusal InDoubt { get; } = new(CallFault.Unavailable, CallCodes.InDoubt, "It is not known whether the decision was committed; the same request recovers it.", RetryAfter: Later);

    public static CallRefusal NoOwner { get; } = new(
        CallFault.Unavailable, CallCodes.NoOwner, "Another instance keeps the decisions of this agent: ask that one, again later, or for the decision again with the same intent.", RetryAfter: Later);
}
