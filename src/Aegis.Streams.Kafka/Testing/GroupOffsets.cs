using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>The committed offsets of the group, and those of transactions whose marker is still to come.</summary>
internal sealed class GroupOffsets
{
    private readonly Dictionary<LogPartition, long> _committed = [];
    private readonly Dictionary<TransactionState, Dictionary<LogPartition, long>> _pending = [];

    /// <summary>Finds a committed offset.</summary>
    public long? Committed(LogPartition partition) => _committed.TryGetValue(partition, out var offset) ? offset : null;

    /// <summary>Finds out whether no transaction is pending on a partition's offset: only then may a new owner use it (KIP-447).</summary>
    public bool IsStable(LogPartition partition) => !_pending.Values.Any(offsets => offsets.ContainsKey(partition));

    public void Stage(TransactionState transaction, IReadOnlyDictionary<LogPartition, long> offsets)
    {
        if (!_pending.TryGetValue(transaction, out var staged)) _pending.Add(transaction, staged = []);
        foreach (var (partition, offset) in offsets) staged[partition] = offset;
    }

    public void Resolve(TransactionState transaction, bool commit)
    {
        if (!_pending.Remove(transaction, out var staged) || !commit) return;
        foreach (var (partition, offset) in staged) _committed[partition] = offset;
    }
}
