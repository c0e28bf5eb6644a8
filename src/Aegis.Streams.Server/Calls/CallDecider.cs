using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Server.Callers;

namespace Aegis.Streams.Server.Calls;

/// <summary>
/// Answers the calls of all doors: checks who asks, bounds how many do, decides from the snapshots or in the agent's task, and lets no allow go before what the decision
/// rests on is durable. Thread-safe.
/// </summary>
public sealed class CallDecider
{
    private static readonly TimeSpan OverloadRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NotReadyRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OwnerPause = TimeSpan.FromMilliseconds(10);

    private readonly FacadeOptions _options;
    private readonly DecisionCalls _calls;
    private readonly CallLog _log;
    private readonly TimeProvider _time;
    private readonly Admission _admission;
    private volatile bool _isDraining;

    internal CallDecider(FacadeOptions options, DecisionCalls calls, CallLog log, TimeProvider time)
    {
        (_options, _calls, _log, _time) = (options, calls, log, time);
        _admission = new Admission(options.MaxCalls);
    }

    /// <summary>Gets what reads intents.</summary>
    public DecisionCalls Calls => _calls;

    /// <summary>Gets how many calls are under way.</summary>
    public int UnderWay => _admission.Held;

    /// <summary>Gets a value indicating whether nothing more is taken.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Refuses what comes from now on; what is under way goes on.</summary>
    public void Drain() => _isDraining = true;

    /// <summary>Decides one intent.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reading">What is asked, as it was read.</param>
    /// <param name="isIdempotent">Whether one decision is made for the intent's id, in keyed state.</param>
    /// <param name="deadline">When the caller stops waiting; <see langword="null"/>: it did not say.</param>
    /// <param name="cancellation">Fires when the caller is gone. What was begun in a task is decided all the same.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<CallAnswer> DecideAsync(Caller caller, IntentReading reading, bool isIdempotent, DateTimeOffset? deadline, CancellationToken cancellation)
    {
        if (!reading.IsReadable) return new CallRefusal(CallFault.Invalid, reading.Fault.Code, reading.Fault.Message, reading.Fault.Path);
        var intent = reading.Intent;
        if (!caller.MayAskFor(intent.Tenant, intent.Agent)) return NotPermitted;
        if (_isDraining) return NotReady;
        if (!_admission.TryEnter(intent.Tenant)) return Overloaded;
        try
        {
            return isIdempotent
                ? await WithinAsync(DecideInTaskAsync(intent, Latest(deadline, intent.Deadline)), Latest(deadline, intent.Deadline), cancellation).ConfigureAwait(false)
                : await DecideAtOnceAsync(intent, deadline, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(intent.Tenant);
        }
    }

    /// <summary>Finds a decision that was made in keyed state.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="deadline">When the caller stops waiting; <see langword="null"/>: it did not say.</param>
    /// <param name="cancellation">Fires when the caller is gone.</param>
    /// <returns>The answer; a decision of others is not found either.</returns>
    public async ValueTask<CallAnswer> FindAsync(Caller caller, string tenant, string agent, string intentId, DateTimeOffset? deadline, CancellationToken cancellation)
    {
        if (!caller.MayAskFor(tenant, agent)) return NotFound;
        if (_isDraining) return NotReady;
        if (!_admission.TryEnter(tenant)) return Overloaded;
        try
        {
            var latest = Latest(deadline, null);
            return await WithinAsync(InTaskAsync(() => _calls.FindAsync(tenant, agent, intentId), latest), latest, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _admission.Leave(tenant);
        }
    }

    private static CallRefusal NotPermitted { get; } = new(CallFault.NotPermitted, CallCodes.NotPermitted, "The caller may not ask for this tenant or agent; its entry in the file of callers says for which it may.");

    private static CallRefusal NotReady { get; } = new(CallFault.Unavailable, CallCodes.NotReady, "The instance is not ready to decide: ask another one, or again.", RetryAfter: NotReadyRetry);

    private static CallRefusal Overloaded { get; } = new(CallFault.Overloaded, CallCodes.Overloaded, "Too many calls are under way; ask again after a pause.", RetryAfter: OverloadRetry);

    private static CallRefusal NotFound { get; } = new(CallFault.NotFound, CallCodes.NotFound, "There is no such decision: it was not asked for idempotently, is no longer kept, or is not the caller's.");

    private static CallRefusal TooLate { get; } = new(CallFault.DeadlineExceeded, CallCodes.DeadlineExceeded, "The deadline passed before the answer; an idempotent request may be made again and gets the decision that was made.");

    private static CallRefusal NotRecorded { get; } = new(CallFault.Unavailable, CallCodes.NotRecorded, "The audit entry could not be written, so the decision does not count; ask again.", RetryAfter: NotReadyRetry);

    private static CallRefusal InDoubt { get; } = new(CallFault.Unavailable, CallCodes.InDoubt, "It is not known whether the decision was committed; the same request recovers it.", RetryAfter: NotReadyRetry);

    private DateTimeOffset Latest(DateTimeOffset? one, DateTimeOffset? other)
    {
        var latest = _time.GetUtcNow() + _options.MaxWait;
        if (one < latest) latest = one.Value;
        return other < latest ? other.Value : latest;
    }

    private async ValueTask<CallAnswer> DecideAtOnceAsync(Intent intent, DateTimeOffset? deadline, CancellationToken cancellation)
    {
        if (_calls.Decide(intent) is not { Decision: { } decision } result) return NotReady;
        if (_log.Write(result.Records) is not { } written) return Overloaded;
        if (!MustBeDurable(decision, intent)) return decision;
        return await WithinAsync(ReleaseAsync(written, decision), Latest(deadline, null), cancellation).ConfigureAwait(false);
    }

    private static async Task<CallAnswer> ReleaseAsync(Task<bool> written, Decision decision) => await written.ConfigureAwait(false) ? decision : NotRecorded;

    /// <summary>What lets a write run must be on record first; what denies may be late.</summary>
    private bool MustBeDurable(Decision decision, Intent intent) =>
        decision.Outcome is DecisionOutcome.Allow or DecisionOutcome.Sanitize && (_options.AreReadsDurable || intent.CallClass != CallClass.Read);

    private Task<CallAnswer> DecideInTaskAsync(Intent intent, DateTimeOffset latest) => InTaskAsync(() => _calls.DecideInTaskAsync(intent), latest);

    /// <summary>Tries until a task has answered: after an abort, and while a partition changes hands, the same is asked again.</summary>
    private async Task<CallAnswer> InTaskAsync(Func<Task<TaskAnswer<Decision>>> ask, DateTimeOffset latest)
    {
        while (true)
        {
            var answer = await ask().ConfigureAwait(false);
            switch (answer.Outcome)
            {
                case TaskCallOutcome.Committed:
                    return answer.Value is { } decision ? decision : NotFound;
                case TaskCallOutcome.Unknown:
                    return InDoubt;
                case TaskCallOutcome.NotOwned when _time.GetUtcNow() >= latest:
                    return NotReady;
                default:
                    if (_time.GetUtcNow() >= latest) return TooLate;
                    await Task.Delay(OwnerPause, _time, CancellationToken.None).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Waits for an answer as long as its caller does. The work goes on without: what a task has begun is decided.</summary>
    private async ValueTask<CallAnswer> WithinAsync(Task<CallAnswer> answer, DateTimeOffset latest, CancellationToken cancellation)
    {
        if (answer.IsCompletedSuccessfully) return answer.Result;
        try
        {
            var rest = latest - _time.GetUtcNow();
            return rest <= TimeSpan.Zero ? TooLate : await answer.WaitAsync(rest, _time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return TooLate;
        }
    }
}
