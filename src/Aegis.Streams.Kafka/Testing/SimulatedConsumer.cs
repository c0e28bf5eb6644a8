using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>A group consumer, as a KIP-848 client: rebalances come inside Poll, one step at a time, and records may follow in the same call.</summary>
internal sealed class SimulatedConsumer(SimulatedCluster cluster, SimulatedProcess process, string name) : IGroupConsumer
{
    private readonly List<LogPartition> _assigned = [];
    private readonly Dictionary<LogPartition, long> _positions = [];
    private readonly HashSet<LogPartition> _paused = [];
    private IReadOnlyList<string> _topics = [];
    private IRebalanceListener? _listener;
    private GroupMember? _member;
    private bool _isWoken;
    private bool _isClosing;
    private bool _isClosed;
    private int _turn;

    /// <summary>Gets the membership. While a real consumer closes, librdkafka may have none any longer, and Confluent.Kafka then ends the process.</summary>
    public IGroupMembership Membership => _isClosing
        ? throw cluster.Misuse($"The membership of the consumer `{name}` cannot be read while it closes.")
        : new SimulatedMembership(_member, _member?.Epoch ?? -1);

    public void Subscribe(IReadOnlyList<string> topics, IRebalanceListener listener)
    {
        process.RequireAlive();
        (_topics, _listener) = (topics, listener);
    }

    public SourceRecord? Poll(TimeSpan wait)
    {
        RequireOpen("Poll");
        var record = process.Call(ClientCall.Poll, TimeSpan.Zero, () =>
        {
            Rebalance();
            return _isWoken ? null : Fetch();
        });
        if (record is null && !_isWoken) cluster.Advance(wait);
        _isWoken = false;
        return record;
    }

    public IReadOnlyDictionary<LogPartition, long?> Committed(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout)
    {
        RequireOpen("Committed");
        return process.Call(ClientCall.Committed, timeout, () =>
        {
            if (!partitions.All(cluster.Offsets.IsStable)) cluster.Advance(timeout);
            if (!partitions.All(cluster.Offsets.IsStable))
                throw new StreamClientException(StreamClientFault.Retriable, "A transaction is pending on the committed offsets.");
            return partitions.ToDictionary(partition => partition, cluster.Offsets.Committed);
        })!;
    }

    public void Seek(LogPartition partition, long offset)
    {
        RequireAssigned("Seek", [partition]);
        process.Call(ClientCall.Seek, TimeSpan.Zero, () => _positions[partition] = offset);
    }

    public void Pause(IReadOnlyCollection<LogPartition> partitions)
    {
        RequireAssigned("Pause", partitions);
        _paused.UnionWith(partitions);
    }

    public void Resume(IReadOnlyCollection<LogPartition> partitions)
    {
        RequireAssigned("Resume", partitions);
        _paused.ExceptWith(partitions);
    }

    public long? Lag(LogPartition partition) =>
        _positions.TryGetValue(partition, out var position) ? Math.Max(0, cluster.Log(partition).LastStableOffset - position) : null;

    public void Wake() => _isWoken = true;

    public void Close()
    {
        RequireOpen("Close");
        _isClosing = true;
        process.Call(ClientCall.Close, TimeSpan.Zero, () =>
        {
            if (_member is null) return true;
            if (!cluster.Group.Contains(_member)) Release(_listener!.PartitionsLost, [.. _assigned]);
            else Release(_listener!.PartitionsRevoked, [.. _assigned]);
            cluster.Group.Leave(_member);
            return true;
        });
        _isClosed = true;
    }

    /// <summary>Drops the consumer. The group hears nothing but that heartbeats end.</summary>
    public void Dispose()
    {
        _isClosed = true;
        if (_member is not null) _member.IsGone = true;
    }

    /// <summary>Takes the next steps towards the target of the group.</summary>
    private void Rebalance()
    {
        if (_listener is null) return;
        if (_member is not null && !cluster.Group.Contains(_member))
        {
            _member = null;
            Release(_listener.PartitionsLost, [.. _assigned]);
        }

        _member ??= cluster.Group.Join(name, process, _topics);
        _member.LastPoll = cluster.Now;
        Release(_listener.PartitionsRevoked, _member.ToRevoke);

        // The session may have ended while the listener worked; the next Poll finds out.
        if (cluster.Group.Contains(_member)) Take(cluster.Group.PartitionsToAssign(_member));
    }

    /// <summary>Lets partitions go when the listener has returned, or thrown; a dead process lets nothing go.</summary>
    private void Release(Action<IReadOnlyList<LogPartition>> listener, IReadOnlyList<LogPartition> partitions)
    {
        if (partitions.Count == 0) return;
        try
        {
            listener(partitions);
        }
        finally
        {
            foreach (var partition in process.IsCrashed ? [] : partitions)
            {
                _assigned.Remove(partition);
                _positions.Remove(partition);
                _paused.Remove(partition);
                _member?.Owned.Remove(partition);
            }
        }
    }

    /// <summary>Takes partitions over. They count as assigned only after the listener returned: it can neither seek nor pause them.</summary>
    private void Take(IReadOnlyList<LogPartition> partitions)
    {
        if (partitions.Count == 0) return;
        _member!.Owned.AddRange(partitions);
        _listener!.PartitionsAssigned(partitions);
        _assigned.AddRange(partitions);
    }

    private SourceRecord? Fetch()
    {
        for (var i = 0; i < _assigned.Count; i++)
        {
            var partition = _assigned[_turn++ % _assigned.Count];
            if (_paused.Contains(partition) || Position(partition) is not { } position) continue;
            var record = cluster.Log(partition).ReadCommitted(ref position);
            _positions[partition] = position;
            if (record is not null) return record;
        }

        return null;
    }

    /// <summary>Finds the position: where it stands, else the committed offset once that is stable, else the start of the log.</summary>
    private long? Position(LogPartition partition)
    {
        var log = cluster.Log(partition);
        if (!_positions.TryGetValue(partition, out var position))
        {
            if (!cluster.Offsets.IsStable(partition)) return null;
            position = cluster.Offsets.Committed(partition) ?? log.Start;
        }

        return position < log.Start || position > log.End ? log.Start : position;
    }

    private void RequireOpen(string call)
    {
        process.RequireAlive();
        if (_isClosed) throw cluster.Misuse($"{call} of the consumer `{name}` cannot follow after Close.");
    }

    private void RequireAssigned(string call, IReadOnlyCollection<LogPartition> partitions)
    {
        RequireOpen(call);
        foreach (var partition in partitions)
            if (!_assigned.Contains(partition)) throw cluster.Misuse($"{call} of the consumer `{name}` names {partition}, which is not assigned to it.");
    }
}
