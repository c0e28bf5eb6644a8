using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Server.Callers;

namespace Aegis.Streams.Server.Calls;

/// <summary>
/// Answers the calls of all doors: checks who asks, bounds how many do, decides from the snapshots or in the agent's task, and lets no allow go before what the decision
/// rests on is durable. Thread-safe.
/// </summary>
internal sealed class CallDecider
{
    private readonly FacadeOptions _options;
    private readonly CallWriter _writer;
    private readonly TaskCalls _tasks;
    private readonly TimeProvider _time;
    private readonly FairShare _places;
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isDraining;

    internal CallDecider(FacadeOptions options, DecisionCalls calls, CallWriter writer, TaskCalls tasks, TimeProvider time)
    {
        (_options, Calls, _writer, _tasks, _time) = (options, calls, writer, tasks, time);
        _places = new FairShare(options.MaxCalls);
    }

    /// <summary>Happens once, when nothing more is taken.</summary>
    internal event Action? DrainBegan;

    /// <summary>Gets what reads intents.</summary>
    public DecisionCalls Calls { get; }

    /// <summary>Gets how many calls may be under way.</summary>
    public int MaxCalls => _options.MaxCalls;

    /// <summary>Gets how many calls are under way.</summary>
    public int UnderWay => (int)_places.Held;

    /// <summary>Gets a value indicating whether nothing more is taken.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Gets a value indicating whether records of calls are lost.</summary>
    public bool IsAuditFailing => _writer.IsFailing;

    /// <summary>Refuses what comes from now on; what is under way goes on.</summary>
    public void Drain()
    {
        if (Interlocked.Exchange(ref _isDraining, true)) return;
        DrainBegan?.Invoke();
    }

    /// <summary>Answers those who wait: their connections are about to be cut. What was begun goes on, and is the answer to the same id again.</summary>
    public void EndWaits() => _closing.TrySetResult();

    /// <summary>Decides one intent.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reading">What is asked, as it was read.</param>
    /// <param name="isIdempotent">Whether one decision is made for the intent's id, in keyed state.</param>
    /// <param name="callerDeadline">When the caller stops waiting; <see langword="null"/>: it did not say.</param>
    /// <param name="cancellation">Fires when the caller is gone. What was begun in a task is decided all the same.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public ValueTask<CallAnswer> DecideAsync(Caller caller, IntentReading reading, bool isIdempotent, DateTimeOffset? callerDeadline, CancellationToken cancellation)
    {
        if (!reading.IsReadable) return Answer(Refusals.Of(reading.Fault));
        var intent = reading.Intent;
        if (!caller.MayAskFor(intent.Tenant, intent.Agent)) return Answer(Refusals.NotPermitted);
        if (Enter(intent.Tenant) is { } refusal) return Answer(refusal);
        var deadline = DeadlineOf(callerDeadline);
        return isIdempotent ? WithinAsync(LeaveAfterAsync(intent.Tenant, _tasks.DecideAsync(intent, deadline)), deadline, cancellation) : DecideAtOnceAsync(intent, deadline, cancellation);
    }

    /// <summary>Finds a decision that was made in keyed state.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="callerDeadline">When the caller stops waiting; <see langword="null"/>: it did not say.</param>
    /// <param name="cancellation">Fires when the caller is gone.</param>
    /// <returns>The answer; a decision of others is not found either.</returns>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public ValueTask<CallAnswer> FindAsync(Caller caller, string tenant, string agent, string intentId, DateTimeOffset? callerDeadline, CancellationToken cancellation)
    {
        var isName = AgentNames.IsValid(tenant) && AgentNames.IsValid(agent) && EnvelopeCheck.IsId(intentId);
        if (!isName || !caller.MayAskFor(tenant, agent)) return Answer(Refusals.NotFound);
        if (Enter(tenant) is { } refusal) return Answer(refusal);
        var deadline = DeadlineOf(callerDeadline);
        return WithinAsync(LeaveAfterAsync(tenant, _tasks.FindAsync(tenant, agent, intentId, deadline)), deadline, cancellation);
    }

    /// <summary>Decides an intent for another instance, which checked who asks; here or not at all.</summary>
    internal ValueTask<CallAnswer> DecideHereAsync(IntentReading reading, DateTimeOffset? callerDeadline, CancellationToken cancellation)
    {
        if (!reading.IsReadable) return Answer(Refusals.Of(reading.Fault));
        var (intent, deadline) = (reading.Intent, DeadlineOf(callerDeadline));
        return Enter(intent.Tenant) is { } refusal ? Answer(refusal) : WithinAsync(LeaveAfterAsync(intent.Tenant, _tasks.DecideHereAsync(intent, deadline)), deadline, cancellation);
    }

    /// <summary>Finds a decision for another instance, which checked who asks; here or not at all.</summary>
    internal ValueTask<CallAnswer> FindHereAsync(string tenant, string agent, string intentId, DateTimeOffset? callerDeadline, CancellationToken cancellation)
    {
        if (!AgentNames.IsValid(tenant) || !AgentNames.IsValid(agent) || !EnvelopeCheck.IsId(intentId)) return Answer(Refusals.NotFound);
        var deadline = DeadlineOf(callerDeadline);
        return Enter(tenant) is { } refusal ? Answer(refusal) : WithinAsync(LeaveAfterAsync(tenant, _tasks.FindHereAsync(tenant, agent, intentId, deadline)), deadline, cancellation);
    }

    private static ValueTask<CallAnswer> Answer(CallAnswer answer) => ValueTask.FromResult(answer);

    /// <summary>Finds when to give up. The intent's own deadline is the pipeline's to judge, as by every door.</summary>
    private DateTimeOffset DeadlineOf(DateTimeOffset? callerDeadline)
    {
        var own = _time.GetUtcNow() + _options.MaxWait;
        return callerDeadline < own ? callerDeadline.Value : own;
    }

    /// <summary>Takes a place of a tenant, which is held until its work is done, also where nobody waits any longer.</summary>
    private CallRefusal? Enter(string tenant) => _isDraining ? Refusals.NotReady : _places.TryTake(tenant) ? null : Refusals.Overloaded;

    private async Task<CallAnswer> LeaveAfterAsync(string tenant, Task<CallAnswer> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        finally
        {
            _places.Return(tenant);
        }
    }

    /// <summary>Waits for an answer as long as its caller does.</summary>
    private async ValueTask<CallAnswer> WithinAsync(Task<CallAnswer> answer, DateTimeOffset deadline, CancellationToken cancellation)
    {
        if (answer.IsCompletedSuccessfully) return answer.Result;
        try
        {
            var rest = deadline - _time.GetUtcNow();
            if (rest <= TimeSpan.Zero) return Refusals.TooLate;
            await Task.WhenAny(answer, _closing.Task).WaitAsync(rest, _time, cancellation).ConfigureAwait(false);
            return answer.IsCompleted ? await answer.ConfigureAwait(false) : Refusals.InDoubt;
        }
        catch (TimeoutException)
        {
            return Refusals.TooLate;
        }
    }

    /// <summary>Decides from the snapshots. What need not be durable first is answered before this ends.</summary>
    private ValueTask<CallAnswer> DecideAtOnceAsync(Intent intent, DateTimeOffset deadline, CancellationToken cancellation)
    {
        Task<CallAnswer>? release = null;
        try
        {
            if (Calls.Decide(intent) is not { Decision: { } decision } result) return Answer(Refusals.NotReady);
            if (MustBeDurable(result)) release = ReleaseAsync(decision, result.Records);
            else return Answer(WriteLate(decision, result.Records));
        }
        finally
        {
            if (release is null) _places.Return(intent.Tenant);
        }

        return WithinAsync(LeaveAfterAsync(intent.Tenant, release), deadline, cancellation);
    }

    /// <summary>Writes the records of what may be answered before they are durable. What is known to be lost by then is no answer.</summary>
    private CallAnswer WriteLate(Decision decision, IReadOnlyList<OutboundRecord> records) => _writer.WriteLate(decision.Tenant, [.. records]) switch
    {
        null => Refusals.Overloaded,
        { IsCompletedSuccessfully: true, Result: false } when IsPassing(decision) => Refusals.NotRecorded,
        _ => decision,
    };

    /// <summary>Writes the audit entry, which the pipeline makes last, and only then what lets the call run: the answer, the decision, its reply copy.</summary>
    private async Task<CallAnswer> ReleaseAsync(Decision decision, IReadOnlyList<OutboundRecord> records)
    {
        if (_writer.Write(decision.Tenant, records[^1]) is not { } audited) return Refusals.Overloaded;
        if (!await audited.ConfigureAwait(false)) return Refusals.NotRecorded;

        // Not "overloaded": whoever hears that asks again at once, and the entry of this decision is written.
        return _writer.WriteLate(decision.Tenant, [.. records.Take(records.Count - 1)]) is null ? Refusals.NotRecorded : decision;
    }

    /// <summary>What lets a call run must be on record first; what denies may be late, and so may a read, if the operator says so and policy says that it is one.</summary>
    private bool MustBeDurable(PipelineResult result) =>
        result.Decision is { } decision && IsPassing(decision) && (_options.AreReadsDurable || !result.IsRead);

    private static bool IsPassing(Decision decision) => decision.Outcome is DecisionOutcome.Allow or DecisionOutcome.Sanitize;
}
