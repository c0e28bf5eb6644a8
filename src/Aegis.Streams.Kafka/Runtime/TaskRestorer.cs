using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// Reads changelogs back into tasks, a slice at a time. Ends at the read-uncommitted end, never at the last stable offset: the dead
/// owner's open transaction pins that one. A task that is no longer <see cref="TaskState.Restoring"/>, for an abort or a rebalance, is
/// left alone from then on.
/// </summary>
internal sealed class TaskRestorer(IStreamClients clients, string readerName, string changelogTopic, StreamMetrics metrics) : IDisposable
{
    private readonly Dictionary<int, Restore> _restores = [];
    private ILogReader? _reader;
    private bool _assignmentChanged;

    /// <summary>Gets a value indicating whether a reader is kept, for restores that go on or were given up since the last step.</summary>
    public bool IsReading => _reader is not null;

    /// <summary>Gets a value indicating whether the last step read something and there is more to come.</summary>
    public bool HasMore { get; private set; }

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

    /// <summary>Reads on.</summary>
    /// <param name="maxRecords">At most how many records.</param>
    /// <param name="wait">How long to wait for the first.</param>
    /// <returns>The tasks that are complete.</returns>
    public IReadOnlyList<StreamTask> Step(int maxRecords, TimeSpan wait)
    {
        foreach (var (partition, restore) in _restores)
            if (restore.Task.Status != TaskState.Restoring) Remove(partition);
        var complete = TakeComplete();
        var records = _restores.Count > 0 ? Read(maxRecords, wait) : 0;
        complete.AddRange(TakeComplete());
        HasMore = records > 0 && _restores.Count > 0;

        // A reader that stays assigned would fetch all that the tasks write from now on.
        if (_restores.Count == 0) Dispose();
        return complete;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private int Read(int maxRecords, TimeSpan wait)
    {
        _assignmentChanged |= _reader is null;
        var reader = _reader ??= clients.CreateReader(readerName);
        if (_assignmentChanged)
        {
            reader.Assign(_restores.ToDictionary(pair => Changelog(pair.Key), pair => pair.Value.Position));
            _assignmentChanged = false;
        }

        var records = 0;
        try
        {
            while (records < maxRecords && reader.Poll(records == 0 ? wait : TimeSpan.Zero) is { } record)
            {
                Apply(record);
                records++;
            }
        }
        finally
        {
            // Also when Poll throws: what was applied must not be read a second time as if it were new.
            metrics.Restored(records);
            foreach (var (partition, restore) in _restores) restore.Position = Math.Max(restore.Position, reader.Position(Changelog(partition)));
        }

        return records;
    }

    private void Apply(SourceRecord record)
    {
        if (!_restores.TryGetValue(record.Partition, out var restore)) return;
        var change = ChangelogRecord.Decode(record);
        if (ChangelogRecord.IsMetadata(change.Key) && change.Entry is { } metadata)
            ChangelogRecord.CheckMetadata(record, metadata.Value, restore.Task.Context.PartitionCount);
        restore.Task.State.Restore(change.Key, change.Entry);
    }

    private List<StreamTask> TakeComplete()
    {
        var complete = _restores.Values.Where(restore => restore.Position >= restore.Range.End).Select(restore => restore.Task).ToList();
        foreach (var task in complete) Remove(task.Partition);
        return complete;
    }

    // It stays assigned until the others are done: each new assignment waits for the fetches of the last one, up to a second.
    private void Remove(int partition) => _restores.Remove(partition);

    private LogPartition Changelog(int partition) => new(changelogTopic, partition);

    private sealed class Restore(StreamTask task, LogRange range)
    {
        public StreamTask Task { get; } = task;

        public LogRange Range { get; } = range;

        public long Position { get; set; }
    }
}
