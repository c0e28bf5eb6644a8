using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Streamiz;

/// <summary>A global table as its records have made it so far. Written by the thread of the global stores, read by the stream threads.</summary>
internal sealed class TableView<T>(string topic, ITableCodec<T> codec, int partitionCount, ILogger logger)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<TableChange<T>> _changes = [];
    private readonly long[] _positions = new long[partitionCount];
    private TableSnapshot<T> _snapshot = new(partitionCount);
    private volatile bool _hasChanged;

    /// <summary>Gets the table. What came since the last look is applied in one go: record by record each would copy the delta.</summary>
    public TableSnapshot<T> Snapshot
    {
        get
        {
            if (!_hasChanged) return Volatile.Read(ref _snapshot);
            lock (_lock)
            {
                _snapshot = _snapshot.Apply(_changes, _positions);
                _changes.Clear();
                _hasChanged = false;
                return _snapshot;
            }
        }
    }

    public void Apply(SourceRecord record)
    {
        var change = TableRecord.Read(record, codec, out var fault);
        if (fault is not null) logger.BadTableRecord(topic, record.Partition, record.Offset, fault.ToString());
        lock (_lock)
        {
            _changes.Add(change);
            _positions[record.Partition] = Math.Max(_positions[record.Partition], record.Offset + 1);
            _hasChanged = true;
        }
    }
}
