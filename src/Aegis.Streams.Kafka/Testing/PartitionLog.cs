using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>The log of one partition: records and markers by offset, what of it is stable, and what compaction leaves.</summary>
internal sealed class PartitionLog(LogPartition partition, bool isLogAppendTime, int maxRecordBytes)
{
    private readonly List<LogEntry> _entries = [];
    private readonly List<TransactionSpan> _open = [];

    public LogPartition Partition { get; } = partition;

    /// <summary>Gets the first offset that is still there.</summary>
    public long Start { get; private set; }

    /// <summary>Gets the read-uncommitted end.</summary>
    public long End { get; private set; }

    /// <summary>Gets the last stable offset: where the oldest open transaction begins. Read-committed readers stop there.</summary>
    public long LastStableOffset => _open.Count == 0 ? End : _open.Min(span => span.FirstOffset);

    /// <summary>Finds the first record that is not older than a time; the end if there is none.</summary>
    public long OffsetSince(DateTimeOffset since)
    {
        foreach (var entry in _entries)
            if (entry.Timestamp >= since) return entry.Offset;
        return End;
    }

    /// <summary>Appends a record.</summary>
    /// <exception cref="StreamClientException">It is too large for the topic.</exception>
    public void Append(OutboundRecord record, DateTimeOffset timestamp, TransactionSpan? span)
    {
        Require(record);
        _entries.Add(new LogEntry(End++, timestamp, record, span));
    }

    /// <summary>Checks that a record fits.</summary>
    public void Require(OutboundRecord record)
    {
        if ((record.Value?.Length ?? 0) > maxRecordBytes)
            throw new StreamClientException(StreamClientFault.RecordRejected, $"{Partition} takes {maxRecordBytes} bytes a record, not {record.Value!.Length}.");
    }

    /// <summary>Opens a transaction here, with a record that follows at once.</summary>
    public TransactionSpan OpenSpan()
    {
        var span = new TransactionSpan(End);
        _open.Add(span);
        return span;
    }

    /// <summary>Writes the marker that ends a transaction here. It takes an offset of its own.</summary>
    public void WriteMarker(TransactionSpan span, SpanOutcome outcome, DateTimeOffset now)
    {
        span.Outcome = outcome;
        _open.Remove(span);
        _entries.Add(new LogEntry(End++, now, Content: null, span));
    }

    /// <summary>Reads on as a read-committed reader does.</summary>
    /// <param name="position">The offset to read next; moved past the record, or past markers, aborted records and gaps up to the last stable offset.</param>
    /// <returns>The next committed record; <see langword="null"/> if there is none yet.</returns>
    public SourceRecord? ReadCommitted(ref long position)
    {
        var stable = LastStableOffset;
        for (var i = IndexOf(position); i < _entries.Count && _entries[i].Offset < stable; i++)
        {
            if (!_entries[i].IsDelivered) continue;
            position = _entries[i].Offset + 1;
            return ToSource(_entries[i]);
        }

        position = Math.Max(position, stable);
        return null;
    }

    /// <summary>Reads what is committed and still there.</summary>
    public IReadOnlyList<SourceRecord> AllCommitted()
    {
        var stable = LastStableOffset;
        return [.. _entries.Where(entry => entry.IsDelivered && entry.Offset < stable).Select(ToSource)];
    }

    /// <summary>Deletes from the head, as retention does.</summary>
    public void MoveStart(long offset)
    {
        Start = Math.Clamp(offset, Start, End);
        _entries.RemoveRange(0, IndexOf(Start));
    }

    /// <summary>
    /// Compacts the stable part: leaves the last committed record of each key, and no aborted record or marker. Offsets stay,
    /// so there are gaps, at the tail too.
    /// </summary>
    /// <param name="dropTombstones">Whether their retention has passed.</param>
    public void Compact(bool dropTombstones)
    {
        var stable = LastStableOffset;
        var last = new Dictionary<string, long>();
        foreach (var entry in _entries.Where(entry => entry.IsDelivered && entry.Offset < stable))
            last[KeyOf(entry)] = entry.Offset;
        _entries.RemoveAll(entry => entry.Offset < stable && !(entry.IsDelivered && last[KeyOf(entry)] == entry.Offset
            && !(dropTombstones && entry.Content!.Value is null)));
    }

    private static string KeyOf(LogEntry entry) => Convert.ToHexString(entry.Content!.Key ?? []);

    private SourceRecord ToSource(LogEntry entry) => new()
    {
        Topic = Partition.Topic,
        Partition = Partition.Partition,
        Offset = entry.Offset,
        Timestamp = entry.Timestamp,
        IsLogAppendTime = isLogAppendTime,
        Key = entry.Content!.Key,
        Value = entry.Content.Value,
        Headers = entry.Content.Headers,
    };

    /// <summary>Finds the index of the first entry at or after an offset.</summary>
    private int IndexOf(long offset)
    {
        var (low, high) = (0, _entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_entries[middle].Offset < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
