using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Tables;

/// <summary>
/// Reads the topics of global tables from their start and goes on for ever. A table is complete when the reader's position has reached the
/// end: never when a certain record was seen, since markers and compaction leave gaps at any place, the tail included.
/// </summary>
internal sealed class GlobalTableReader : IDisposable
{
    private const int BatchRecords = 10_000;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EndInterval = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<IGlobalTable> _tables;
    private readonly IStreamClients _clients;
    private readonly ILogReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<LogPartition, LogRange> _ranges = [];
    private readonly ConcurrentDictionary<string, long> _atEndSince = [];
    private readonly long _startedAt;
    private long _endsReadAt;
    private long _records;
    private bool _isOpen;

    public GlobalTableReader(string name, IReadOnlyList<IGlobalTable> tables, IStreamClients clients, TimeProvider time, ILogger logger, StreamMetrics metrics)
    {
        (_tables, _clients, _time, _logger) = (tables, clients, time, logger);
        _reader = clients.CreateReader($"{name}-tables");
        _startedAt = time.GetTimestamp();
        metrics.ObserveTableAge(() => _atEndSince.Select(pair =>
            new Measurement<double>(_time.GetElapsedTime(pair.Value).TotalSeconds, new KeyValuePair<string, object?>("table", pair.Key))));
    }

    /// <summary>Gets a value indicating whether every table has been read to the end that it had at start.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the part that was read, 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>Reads a batch.</summary>
    public void RunOnce()
    {
        try
        {
            Open();
            Apply(ReadBatch());
            RefreshEnds();
            if (!IsComplete) CheckComplete();
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.Retriable)
        {
            _logger.TableFault(fault);
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.OffsetOutOfRange)
        {
            // The log was truncated under the reader: what it has not seen is gone, so begin again.
            _logger.TableFault(fault);
            _isOpen = false;
        }
    }

    /// <summary>Says why the tables are not complete, for a start that waited too long.</summary>
    public string DescribeMissing()
    {
        var missing = _ranges.Where(pair => _reader.Position(pair.Key) < pair.Value.End)
            .Select(pair => $"{pair.Key} is at offset {_reader.Position(pair.Key)} of {pair.Value.End}").ToList();
        return missing.Count == 0 ? "their topics could not be opened" : $"{string.Join(", ", missing)}; an open transaction of another producer may hold the rest back";
    }

    public void Dispose() => _reader.Dispose();

    private void Open()
    {
        if (_isOpen) return;
        _ranges.Clear();
        foreach (var table in _tables)
        {
            var count = _clients.PartitionCount(table.Topic, CallTimeout)
                ?? throw new StreamsHaltedException($"the topic `{table.Topic}` does not exist; create it with `aegis topics apply`.");
            table.Open(count);
            for (var partition = 0; partition < count; partition++) _ranges[new LogPartition(table.Topic, partition)] = default;
        }

        RefreshRanges();
        _reader.Assign(_ranges.ToDictionary(pair => pair.Key, pair => pair.Value.Start));
        _isOpen = true;
    }

    private List<SourceRecord> ReadBatch()
    {
        var batch = new List<SourceRecord>();
        while (batch.Count < BatchRecords && _reader.Poll(batch.Count == 0 ? PollWait : TimeSpan.Zero) is { } record) batch.Add(record);
        _records += batch.Count;
        return batch;
    }

    private void Apply(List<SourceRecord> batch)
    {
        foreach (var table in _tables)
        {
            var records = batch.FindAll(record => record.Topic == table.Topic);
            if (records.Count == 0 && IsComplete) continue;
            table.Apply(records, Partitions(table).ToDictionary(partition => partition.Partition, _reader.Position));
        }
    }

    private void RefreshEnds()
    {
        if (!IsComplete || _time.GetElapsedTime(_endsReadAt) < EndInterval) return;
        RefreshRanges();
        MarkTablesAtEnd();
    }

    private void RefreshRanges()
    {
        foreach (var (partition, range) in _clients.Ranges([.. _ranges.Keys], CallTimeout)) _ranges[partition] = range;
        _endsReadAt = _time.GetTimestamp();
    }

    private void CheckComplete()
    {
        var total = _ranges.Values.Sum(range => range.End - range.Start);
        var read = _ranges.Sum(pair => Math.Min(_reader.Position(pair.Key), pair.Value.End) - pair.Value.Start);
        Progress = total == 0 ? 1 : (double)read / total;
        if (read < total) return;
        MarkTablesAtEnd();
        _logger.TablesComplete(_records, _time.GetElapsedTime(_startedAt));
        IsComplete = true;
    }

    private void MarkTablesAtEnd()
    {
        foreach (var table in _tables)
            if (Partitions(table).All(partition => _reader.Position(partition) >= _ranges[partition].End)) _atEndSince[table.Topic] = _time.GetTimestamp();
    }

    private IEnumerable<LogPartition> Partitions(IGlobalTable table) => _ranges.Keys.Where(partition => partition.Topic == table.Topic);
}
