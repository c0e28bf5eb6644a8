using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Server.Peers;

namespace Aegis.Streams.Server.Calls;

/// <summary>Brings calls to the task that owns their agent: in this instance, in the transaction of its neighbours, by its owner, or elsewhere by the log.</summary>
/// <param name="calls">The tasks of this instance.</param>
/// <param name="peers">The instances that can be asked; <see langword="null"/>: none.</param>
/// <param name="elsewhere">Those of others, by the log.</param>
/// <param name="time">The clock.</param>
internal sealed class TaskCalls(DecisionCalls calls, PeerCalls? peers, LogCalls elsewhere, TimeProvider time)
{
    // Each abort takes the neighbours' work back too: a call that may be its cause is not tried for as long as its caller waits.
    private const int MaxAborts = 3;

    // Of the time of a call whose task nobody has: so much is kept to say so, and when to come again, while its caller still listens.
    private const int NoticeShare = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostNotice = TimeSpan.FromMilliseconds(100);

    /// <summary>Decides an intent. Goes on to the end of the transaction, whoever waits.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The answer.</returns>
    public async Task<CallAnswer> DecideAsync(Intent intent, DateTimeOffset deadline) =>
        await AskHereAsync(() => calls.DecideInTaskAsync(intent), intent.Tenant, intent.Agent, deadline).ConfigureAwait(false)
        ?? (peers is null ? null : await peers.DecideAsync(intent, deadline).ConfigureAwait(false))
        ?? await elsewhere.DecideAsync(intent, deadline).ConfigureAwait(false);

    /// <summary>Finds a decision that was made before.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The answer.</returns>
    public async Task<CallAnswer> FindAsync(string tenant, string agent, string intentId, DateTimeOffset deadline) =>
        await AskHereAsync(() => calls.FindAsync(tenant, agent, intentId), tenant, agent, deadline).ConfigureAwait(false)
        ?? (peers is null ? null : await peers.FindAsync(tenant, agent, intentId, deadline).ConfigureAwait(false))
        ?? Refusals.NoOwner;

    /// <summary>Decides an intent that another instance brought: here or not at all.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The answer; <see cref="Refusals.NoOwner"/>: the agent's task does not run here.</returns>
    public async Task<CallAnswer> DecideHereAsync(Intent intent, DateTimeOffset deadline) =>
        await AskHereAsync(() => calls.DecideInTaskAsync(intent), intent.Tenant, intent.Agent, deadline, isHereOnly: true).ConfigureAwait(false) ?? Refusals.NoOwner;

    /// <summary>Finds a decision for another instance: here or not at all.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <param name="deadline">When to give up.</param>
    /// <returns>The answer; <see cref="Refusals.NoOwner"/>: the agent's task does not run here.</returns>
    public async Task<CallAnswer> FindHereAsync(string tenant, string agent, string intentId, DateTimeOffset deadline) =>
        await AskHereAsync(() => calls.FindAsync(tenant, agent, intentId), tenant, agent, deadline, isHereOnly: true).ConfigureAwait(false) ?? Refusals.NoOwner;

    /// <summary>Asks until a task of this instance has answered: after an abort, and while partitions change hands, the same is asked again.</summary>
    /// <returns>The answer; <see langword="null"/>: the agent is another instance's.</returns>
    private async Task<CallAnswer?> AskHereAsync(Func<Task<TaskAnswer<Decision>>> ask, string tenant, string agent, DateTimeOffset deadline, bool isHereOnly = false)
    {
        var notice = (deadline - time.GetUtcNow()) / NoticeShare;
        var settled = deadline - (notice < MostNotice ? notice : MostNotice);
        for (var aborts = 0; ;)
        {
            var (outcome, decision) = await ask().ConfigureAwait(false);
            if (outcome == TaskCallOutcome.Committed) return decision is null ? Refusals.NotFound : decision;
            if (outcome == TaskCallOutcome.Unknown) return Refusals.InDoubt;
            if (outcome == TaskCallOutcome.Overloaded) return Refusals.Overloaded;
            if (outcome == TaskCallOutcome.NotOwned && (isHereOnly || calls.IsElsewhere(tenant, agent) || peers?.Knows(tenant, agent) == true)) return null;
            if (outcome == TaskCallOutcome.Aborted && ++aborts == MaxAborts) return Refusals.NotReady;
            if (outcome == TaskCallOutcome.NotOwned && time.GetUtcNow() >= settled) return Refusals.NotReady;
            if (time.GetUtcNow() >= deadline) return Refusals.TooLate;
            await Task.Delay(Pause, time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
