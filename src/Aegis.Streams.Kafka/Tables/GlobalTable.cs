using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Tables;

/// <summary>A global table of rows, held as a snapshot that is swapped whole.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="topic">Its topic.</param>
/// <param name="codec">Its codec.</param>
/// <param name="metrics">Counts records that cannot be read.</param>
/// <param name="logger">Names them.</param>
internal sealed class GlobalTable<T>(string topic, ITableCodec<T> codec, StreamMetrics metrics, ILogger logger) : IGlobalTable
    where T : class
{
    private volatile TableSnapshot<T> _snapshot = new(1);
    private TableSnapshot<T> _reading = new(1);

    public string Topic => topic;

    /// <summary>Gets the table as of its last publication; empty before the first. May be read from any thread.</summary>
    public TableSnapshot<T> Snapshot => _snapshot;

    public void Open(int partitionCount) => _reading = new TableSnapshot<T>(partitionCount);

    public void Apply(IReadOnlyList<SourceRecord> records, IReadOnlyDictionary<int, long> positions)
    {
        var changes = new List<TableChange<T>>(records.Count);
        foreach (var record in records)
        {
            changes.Add(TableRecord.Read(record, codec, out var fault));
            if (fault is null) continue;
            metrics.BadTableRecord(topic);
            logger.BadTableRecord(topic, record.Partition, record.Offset, fault.ToString());
        }

        var next = new long[positions.Count];
        foreach (var (partition, position) in positions) next[partition] = position;
        _reading = _reading.Apply(changes, next);
    }

    public void Publish() => _snapshot = _reading;

    public void Observe(TimeSpan age)
    {
        // The instrument of the reader tells it; nobody waits for a row of this kind.
    }
}
