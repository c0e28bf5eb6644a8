using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>A read-committed reader without a group.</summary>
internal sealed class SimulatedReader(SimulatedCluster cluster, SimulatedProcess process) : ILogReader
{
    private readonly List<LogPartition> _assigned = [];
    private readonly Dictionary<LogPartition, long> _positions = [];
    private int _turn;

    public void Assign(IReadOnlyDictionary<LogPartition, long> starts)
    {
        process.RequireAlive();
        _assigned.Clear();
        _positions.Clear();
        foreach (var (partition, offset) in starts)
        {
            _assigned.Add(partition);
            _positions.Add(partition, offset);
        }
    }

    public SourceRecord? Poll(TimeSpan wait)
    {
        var record = process.Call(ClientCall.Read, wait, Read);
        if (record is null) cluster.Advance(wait);
        return record;
    }

    public long Position(LogPartition partition)
    {
        process.RequireAlive();
        return _positions.TryGetValue(partition, out var position) ? position : throw cluster.Misuse($"{partition} is not assigned to the reader.");
    }

    public void Dispose() => _assigned.Clear();

    private SourceRecord? Read()
    {
        for (var i = 0; i < _assigned.Count; i++)
        {
            var partition = _assigned[_turn++ % _assigned.Count];
            var (log, position) = (cluster.Log(partition), _positions[partition]);
            if (position < log.Start || position > log.End)
                throw new StreamClientException(StreamClientFault.OffsetOutOfRange, $"{partition} holds {log.Start} to {log.End}, not {position}.");
            var record = log.ReadCommitted(ref position);
            _positions[partition] = position;
            if (record is not null) return record;
        }

        return null;
    }
}
