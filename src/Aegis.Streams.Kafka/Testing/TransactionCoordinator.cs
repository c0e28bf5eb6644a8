using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>The broker's side of transactions: epochs, timeouts, and markers that reach each partition at their own time.</summary>
internal sealed class TransactionCoordinator(SimulatedCluster cluster)
{
    // Sorted, so that a run never depends on the order of hash codes.
    private readonly SortedDictionary<string, TransactionState> _states = new(StringComparer.Ordinal);
    private readonly List<LateRequest> _late = [];

    /// <summary>Gets the transactional ids with an open transaction.</summary>
    public IReadOnlyList<string> Ongoing =>
        [.. _states.Values.Where(state => state.Phase == TransactionPhase.Ongoing).Select(state => state.TransactionalId)];

    /// <summary>Gives the id to a new producer: fences the earlier one and aborts what it has open. The caller waits for the markers.</summary>
    /// <returns>The epoch of the new producer.</returns>
    public int Initialize(string transactionalId)
    {
        if (!_states.TryGetValue(transactionalId, out var state))
            _states.Add(transactionalId, state = new TransactionState { TransactionalId = transactionalId, ProducerId = _states.Count + 1 });
        if (state.Phase == TransactionPhase.Ongoing) End(state, commit: false);
        WriteDueMarkers(state, DateTimeOffset.MaxValue);
        state.Phase = TransactionPhase.Empty;
        return ++state.Epoch;
    }

    public void Append(string transactionalId, int epoch, OutboundRecord record)
    {
        var log = cluster.LogOf(record);
        var state = Enlist(transactionalId, epoch);
        log.Require(record);
        if (!state.Spans.TryGetValue(log, out var span)) state.Spans.Add(log, span = state.Hanging.Remove(log, out var hanging) ? hanging : log.OpenSpan());
        log.Append(record, cluster.Now, span);
    }

    public void AddOffsets(string transactionalId, int epoch, IReadOnlyDictionary<LogPartition, long> offsets, SimulatedMembership membership)
    {
        var state = Enlist(transactionalId, epoch);
        state.HasOffsets = true;
        cluster.Group.RequireMember(membership, offsets.Keys);
        cluster.Offsets.Stage(state, offsets);
    }

    /// <summary>Ends a transaction as its producer asks, once or again.</summary>
    public void End(string transactionalId, int epoch, bool commit)
    {
        var state = Find(transactionalId, epoch);
        if (state.Phase == TransactionPhase.Ongoing)
        {
            End(state, commit);
            return;
        }

        // The same answer to a repeated request is right; the other answer is INVALID_TXN_STATE.
        var other = commit ? TransactionPhase.Aborted : TransactionPhase.Committed;
        if (state.Phase == other)
            throw new StreamClientException(StreamClientFault.Fatal, $"The transaction of `{transactionalId}` had ended the other way.");
    }

    /// <summary>Ends a transaction as its producer asks, and goes away before a marker is written: to the coordinator the transaction is complete.</summary>
    public void EndWithoutMarkers(string transactionalId, int epoch, bool commit)
    {
        var state = Find(transactionalId, epoch);
        if (state.Phase == TransactionPhase.Ongoing) EndWithoutMarkers(state, commit);
    }

    /// <summary>Sends a request into a slow network.</summary>
    public void EndLater(string transactionalId, int epoch, bool commit, TimeSpan delay) =>
        _late.Add(new LateRequest(cluster.Now + delay, transactionalId, epoch, commit));

    /// <summary>Takes back what <see cref="EndLater"/> sent: a client that asks again over the same connection waits for its first request, and sends no other.</summary>
    public void Recall(string transactionalId) => _late.RemoveAll(request => request.TransactionalId == transactionalId);

    /// <summary>Aborts an open transaction as the broker does when its timeout passes: its producer is fenced.</summary>
    public void Expire(string transactionalId)
    {
        if (!_states.TryGetValue(transactionalId, out var state)) return;
        state.Epoch++;
        if (state.Phase != TransactionPhase.Ongoing) return;
        if (cluster.Faults.LosesMarkers()) EndWithoutMarkers(state, commit: false);
        else End(state, commit: false);
    }

    /// <summary>Does what is due by now: late requests, timeouts, markers.</summary>
    public void Tick()
    {
        foreach (var request in _late.Where(request => request.DueAt <= cluster.Now).ToList())
        {
            _late.Remove(request);
            var state = _states[request.TransactionalId];
            if (state.Epoch == request.Epoch && state.Phase == TransactionPhase.Ongoing) End(state, request.Commit);
        }

        foreach (var state in _states.Values)
        {
            if (state.Phase == TransactionPhase.Ongoing && cluster.Now - state.StartedAt >= cluster.Options.TransactionTimeout)
                Expire(state.TransactionalId);
            WriteDueMarkers(state, cluster.Now);
        }
    }

    private static void WriteDueMarkers(TransactionState state, DateTimeOffset now)
    {
        foreach (var (_, write) in state.DueMarkers.Where(marker => marker.DueAt <= now).ToList()) write();
        state.DueMarkers.RemoveAll(marker => marker.DueAt <= now);
    }

    private TransactionState Find(string transactionalId, int epoch)
    {
        var state = _states[transactionalId];
        return state.Epoch == epoch ? state
            : throw new StreamClientException(StreamClientFault.Fenced, $"The producer `{transactionalId}` of epoch {epoch} is fenced: the epoch is {state.Epoch}.");
    }

    /// <summary>Opens a transaction with its first record or offset. A client waits here while markers of its last one are on their way (CONCURRENT_TRANSACTIONS).</summary>
    private TransactionState Enlist(string transactionalId, int epoch)
    {
        var state = Find(transactionalId, epoch);
        if (state.Phase == TransactionPhase.Ongoing) return state;
        WriteDueMarkers(state, DateTimeOffset.MaxValue);
        state.Phase = TransactionPhase.Ongoing;
        state.StartedAt = cluster.Now;
        return state;
    }

    private static void EndWithoutMarkers(TransactionState state, bool commit)
    {
        state.Phase = commit ? TransactionPhase.Committed : TransactionPhase.Aborted;
        foreach (var (log, span) in state.Spans) state.Hanging.Add(log, span);
        state.Spans.Clear();
        state.HasOffsets = false;
    }

    private void End(TransactionState state, bool commit)
    {
        state.Phase = commit ? TransactionPhase.Committed : TransactionPhase.Aborted;
        var outcome = commit ? SpanOutcome.Committed : SpanOutcome.Aborted;
        foreach (var (log, span) in state.Spans)
            state.DueMarkers.Add((cluster.Now + cluster.Faults.MarkerDelay(), () => log.WriteMarker(span, outcome, cluster.Now)));
        if (state.HasOffsets)
            state.DueMarkers.Add((cluster.Now + cluster.Faults.MarkerDelay(), () => cluster.Offsets.Resolve(state, commit)));
        state.Spans.Clear();
        state.HasOffsets = false;
        WriteDueMarkers(state, cluster.Now);
    }
}
