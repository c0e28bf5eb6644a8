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
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FaultPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EndInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(15);

    private readonly string _name;
    private readonly IReadOnlyList<IGlobalTable> _tables;
    private readonly IStreamClients _clients;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _backOff;
    private readonly ILogger _logger;
    private readonly Dictionary<LogPartition, LogRange> _ranges = [];
    private readonly ConcurrentDictionary<string, long> _atEndSince = [];
    private readonly long _startedAt;
    private volatile IReadOnlyDictionary<LogPartition, (long Next, long End)> _read = new Dictionary<LogPartition, (long Next, long End)>();
    private long _readAt;
    private ILogReader? _reader;
    private long _endsReadAt;
    private long? _reportedAt;
    private long _records;
    private bool _isOpen;
    private bool _hasReachedEnds;

    public GlobalTableReader(
        string name, IReadOnlyList<IGlobalTable> tables, IStreamClients clients, TimeProvider time, Action<TimeSpan> backOff, ILogger logger, StreamMetrics metrics)
    {
        (_name, _tables, _clients, _time, _backOff, _logger) = (name, tables, clients, time, backOff, logger);
        _startedAt = time.GetTimestamp();
        metrics.ObserveTableAge(() => _atEndSince.Select(pair =>
            new Measurement<double>(_time.GetElapsedTime(pair.Value).TotalSeconds, new KeyValuePair<string, object?>("table", pair.Key))));
    }

    /// <summary>Gets a value indicating whether every table was read to its end once. From then on there is a whole table to decide with, whatever happens to the topics.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the part that was read, 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>Reads a batch.</summary>
    /// <exception cref="StreamsHaltedException">A topic does not exist.</exception>
    /// <exception cref="StreamClientException">The cluster refuses before the tables are complete.</exception>
    public void RunOnce()
    {
        try
        {
            var reader = Open();
            Apply(reader, ReadBatch(reader));
            if (_hasReachedEnds) RefreshEnds(reader);
            else CheckEnds(reader);
            Look(reader);
        }
        catch (StreamClientException fault) when (IsComplete || fault.Fault is StreamClientFault.Retriable or StreamClientFault.Fatal or StreamClientFault.OffsetOutOfRange)
        {
            Report(fault);
            if (fault.Fault != StreamClientFault.Retriable) Close();
            _backOff(FaultPause);
        }

        Observe();
    }

    /// <summary>Tells how the tables stand. May be called from any thread.</summary>
    public IReadOnlyList<TableReading> Read()
    {
        var read = _read;
        return
        [
            .. _tables.Select(table => new TableReading(
                table.Topic, _atEndSince.ContainsKey(table.Topic), _atEndSince.TryGetValue(table.Topic, out var since) ? _time.GetElapsedTime(since) : null,
                [.. read.Where(pair => pair.Key.Topic == table.Topic).OrderBy(pair => pair.Key.Partition).Select(pair => new TablePartitionReading(pair.Key.Partition, pair.Value.Next, pair.Value.End))])),
        ];
    }

    /// <summary>Begins again after a fault that a turn did not treat itself, since what it had read may be lost. What is visible stays, and ages.</summary>
    /// <param name="fault">The fault.</param>
    public void Restart(Exception fault)
    {
        Report(fault);
        _backOff(FaultPause);
        Observe();
        Close();
    }

    /// <summary>Says why the tables are not complete, for a start that waited too long.</summary>
    public string DescribeMissing()
    {
        if (!_isOpen || _reader is not { } reader) return "their topics could not be opened";
        var missing = _ranges.Where(pair => reader.Position(pair.Key) < pair.Value.End)
            .Select(pair => $"{pair.Key} is at offset {reader.Position(pair.Key)} of {pair.Value.End}");
        return $"{string.Join(", ", missing)}; an open transaction of another producer may hold the rest back";
    }

    public void Dispose() => Close();

    /// <summary>Gives the reader up: it failed, or the log was truncated under it, so that what it has not seen is gone. The next turn begins again, aside from what is visible.</summary>
    private void Close()
    {
        var reader = _reader;
        (_reader, _isOpen, _hasReachedEnds) = (null, false, false);
        reader?.Dispose();
    }

    private void Observe()
    {
        foreach (var table in _tables)
            if (_atEndSince.TryGetValue(table.Topic, out var since)) table.Observe(_time.GetElapsedTime(since));
    }

    /// <summary>Keeps for others how far the reader is, which may be asked on its own thread only.</summary>
    private void Look(ILogReader reader)
    {
        if (_time.GetElapsedTime(_readAt) < LookInterval && _read.Count == _ranges.Count) return;
        _readAt = _time.GetTimestamp();
        _read = _ranges.ToDictionary(pair => pair.Key, pair => (reader.Position(pair.Key), pair.Value.End));
    }

    private ILogReader Open()
    {
        var reader = _reader ??= _clients.CreateReader($"{_name}-tables");
        if (_isOpen) return reader;
        _ranges.Clear();
        foreach (var table in _tables)
        {
            var count = PartitionCount(table);
            table.Open(count);
            for (var partition = 0; partition < count; partition++) _ranges[new LogPartition(table.Topic, partition)] = default;
        }

        RefreshRanges();
        reader.Assign(_ranges.ToDictionary(pair => pair.Key, pair => pair.Value.Start));
        _isOpen = true;
        return reader;
    }

    private int PartitionCount(IGlobalTable table) => _clients.PartitionCount(table.Topic, CallTimeout) ?? throw (IsComplete
        ? new StreamClientException(StreamClientFault.UnknownTopic, $"the topic `{table.Topic}` is gone; the table stays as it was read before.")
        : new StreamsHaltedException($"the topic `{table.Topic}` does not exist; create it with `aegis topics apply`."));

    private List<SourceRecord> ReadBatch(ILogReader reader)
    {
        var batch = new List<SourceRecord>();
        try
        {
            while (batch.Count < BatchRecords && reader.Poll(batch.Count == 0 ? PollWait : TimeSpan.Zero) is { } record) batch.Add(record);
        }
        catch (StreamClientException fault) when (batch.Count > 0)
        {
            // What was read must not be lost with the fault, which comes again if it lasts.
            Report(fault);
        }

        _records += batch.Count;
        return batch;
    }

    private void Apply(ILogReader reader, List<SourceRecord> batch)
    {
        foreach (var table in _tables)
        {
            var records = batch.FindAll(record => record.Topic == table.Topic);
            if (records.Count == 0 && _hasReachedEnds) continue;
            table.Apply(records, Partitions(table).ToDictionary(partition => partition.Partition, reader.Position));
            if (_hasReachedEnds) table.Publish();
        }
    }

    private void CheckEnds(ILogReader reader)
    {
        var total = _ranges.Values.Sum(range => range.End - range.Start);
        var read = _ranges.Sum(pair => Math.Min(reader.Position(pair.Key), pair.Value.End) - pair.Value.Start);
        if (!IsComplete) Progress = total == 0 ? 1 : (double)read / total;
        if (read < total) return;
        foreach (var table in _tables) table.Publish();
        MarkTablesAtEnd(reader);
        _logger.TablesComplete(_records, _time.GetElapsedTime(_startedAt));
        _hasReachedEnds = IsComplete = true;
    }

    private void RefreshEnds(ILogReader reader)
    {
        if (_time.GetElapsedTime(_endsReadAt) < EndInterval) return;
        RefreshRanges();
        MarkTablesAtEnd(reader);

        // A topic that has grown holds rows that nobody reads.
        if (_tables.Any(table => PartitionCount(table) != Partitions(table).Count())) (_isOpen, _hasReachedEnds) = (false, false);
    }

    /// <summary>Logs a fault, one that lasts only now and then.</summary>
    private void Report(Exception fault)
    {
        if (_reportedAt is { } reported && _time.GetElapsedTime(reported) < ReportInterval) return;
        _reportedAt = _time.GetTimestamp();
        _logger.TableFault(fault);
    }

    private void RefreshRanges()
    {
        _endsReadAt = _time.GetTimestamp();
        foreach (var (partition, range) in _clients.Ranges([.. _ranges.Keys], CallTimeout)) _ranges[partition] = range;
    }

    private void MarkTablesAtEnd(ILogReader reader)
    {
        foreach (var table in _tables)
            if (Partitions(table).All(partition => reader.Position(partition) >= _ranges[partition].End)) _atEndSince[table.Topic] = _time.GetTimestamp();
    }

    private IEnumerable<LogPartition> Partitions(IGlobalTable table) => _ranges.Keys.Where(partition => partition.Topic == table.Topic);
}
