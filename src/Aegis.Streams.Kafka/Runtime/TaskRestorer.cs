using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Reads changelogs back into tasks, a slice at a time, so that other tasks of the thread go on. Ends at the read-uncommitted end, never at the last stable offset: the dead owner's open transaction pins that one.</summary>
internal sealed class TaskRestorer(IStreamClients clients, string readerName, string changelogTopic, StreamMetrics metrics) : IDisposable
{
    private readonly Dictionary<int, Restore> _restores = [];
    private ILogReader? _reader;
    private bool _assignmentChanged;

    /// <summary>Gets the tasks that are being restored.</summary>
    public int Count => _restores.Count;

    /// <summary>Gets the part of the changelogs that was read, 0 to 1; 1 if there is nothing to restore.</summary>
    public double Progress
    {
        get
        {
            var total = _restores.Values.Sum(restore => restore.Range.End - restore.Range.Start);
            return total == 0 ? 1 : (double)_restores.Values.Sum(restore => restore.Position - restore.Range.Start) / total;
        }
    }

    public void Add(StreamTask task, LogRange range)
    {
        _restores[task.Partition] = new Restore(task, range) { Position = range.Start };
        _assignmentChanged = true;
    }

    public void Remove(int partition) => _assignmentChanged |= _restores.Remove(partition);

    /// <summary>Reads on.</summary>
    /// <param name="maxRecords">At most how many records.</param>
    /// <param name="wait">How long to wait for the first.</param>
    /// <returns>The tasks that are complete.</returns>
    public IReadOnlyList<StreamTask> Step(int maxRecords, TimeSpan wait)
    {
        var complete = TakeComplete();
        if (_restores.Count == 0) return complete;

        var reader = _reader ??= clients.CreateReader(readerName);
        if (_assignmentChanged)
        {
            reader.Assign(_restores.ToDictionary(pair => Changelog(pair.Key), pair => pair.Value.Position));
            _assignmentChanged = false;
        }

        var records = 0;
        while (records < maxRecords && reader.Poll(records == 0 ? wait : TimeSpan.Zero) is { } record)
        {
            if (_restores.TryGetValue(record.Partition, out var restore)) Apply(restore.Task, ChangelogRecord.Decode(record), record);
            records++;
        }

        metrics.Restored(records);
        foreach (var (partition, restore) in _restores) restore.Position = Math.Max(restore.Position, reader.Position(Changelog(partition)));
        return [.. complete, .. TakeComplete()];
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private static void Apply(StreamTask task, State.StateChange change, Pipeline.SourceRecord record)
    {
        if (ChangelogRecord.IsMetadata(change.Key) && change.Entry is { } metadata)
            ChangelogRecord.CheckMetadata(record, metadata.Value, task.Context.PartitionCount);
        task.State.Restore(change.Key, change.Entry);
    }

    private List<StreamTask> TakeComplete()
    {
        var complete = _restores.Values.Where(restore => restore.Position >= restore.Range.End).Select(restore => restore.Task).ToList();
        foreach (var task in complete) Remove(task.Partition);
        return complete;
    }

    private LogPartition Changelog(int partition) => new(changelogTopic, partition);

    private sealed class Restore(StreamTask task, LogRange range)
    {
        public StreamTask Task { get; } = task;

        public LogRange Range { get; } = range;

        public long Position { get; set; }
    }
}
