using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>One partition number of the inputs with its keyed state: the unit that moves between threads and instances.</summary>
internal sealed class StreamTask
{
    private readonly Dictionary<LogPartition, long> _next = [];
    private (LogPartition Input, long Offset, int Failures) _suspect;

    public StreamTask(int partition, int partitionCount, Action<OutboundRecord> emit)
    {
        Partition = partition;
        Context = new TaskContext(partition, partitionCount, State, emit);
    }

    public int Partition { get; }

    public KeyedState State { get; } = new();

    public TaskContext Context { get; }

    public TaskState Status { get; set; }

    /// <summary>Gets the inputs that this member was assigned.</summary>
    public HashSet<LogPartition> Inputs { get; } = [];

    /// <summary>Gets, for each input, the offset to read next as of the last commit.</summary>
    public Dictionary<LogPartition, long> Committed { get; } = [];

    /// <summary>Gets, for each input with progress in the open transaction, the offset to read next.</summary>
    public IReadOnlyDictionary<LogPartition, long> Next => _next;

    /// <summary>Gets or sets a value indicating whether a call was processed in the open transaction.</summary>
    public bool HasCalls { get; set; }

    /// <summary>Gets or sets what the task failed with last; <see langword="null"/>: nothing yet.</summary>
    public Exception? LastFault { get; set; }

    /// <summary>Gets a value indicating whether the open transaction holds effects of this task.</summary>
    public bool IsTouched => _next.Count > 0 || HasCalls || State.HasChanges;

    public void Advance(SourceRecord record) => _next[new LogPartition(record.Topic, record.Partition)] = record.Offset + 1;

    /// <summary>Counts how often a record made its transaction fail in a row.</summary>
    public void CountFailure(SourceRecord record) =>
        _suspect = (new LogPartition(record.Topic, record.Partition), record.Offset, Failures(record) + 1);

    public int Failures(SourceRecord record) =>
        _suspect.Input == new LogPartition(record.Topic, record.Partition) && _suspect.Offset == record.Offset ? _suspect.Failures : 0;

    /// <summary>Takes over what the transaction committed.</summary>
    public void Commit()
    {
        State.Commit();
        foreach (var (input, offset) in _next) Committed[input] = offset;
        _next.Clear();
        HasCalls = false;
    }

    /// <summary>Forgets what the transaction held; the inputs must be sought to <see cref="Committed"/>.</summary>
    public void Rollback()
    {
        State.Rollback();
        _next.Clear();
        HasCalls = false;
        if (Status == TaskState.Running) Status = TaskState.Rewinding;
    }

    /// <summary>Forgets everything: neither state nor position can be trusted.</summary>
    public void Reset()
    {
        State.Clear();
        Committed.Clear();
        _next.Clear();
        HasCalls = false;
        Status = TaskState.Created;
    }
}
