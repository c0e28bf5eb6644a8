using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>One partition number of the inputs with its keyed state: the unit that moves between threads and instances.</summary>
internal sealed class StreamTask
{
    private readonly Dictionary<LogPartition, long> _next = [];
    private readonly Dictionary<(LogPartition Input, long Offset), (int Failures, Exception Fault)> _suspects = [];
    private bool _isKept;
    private bool _hasHiddenChanges;
    private bool _isClaimOpen;

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

    /// <summary>
    /// Gets a value indicating whether something of this task was tried since the last commit, successful or not: an abort must read it
    /// again, and a commit must name an offset of the task, so that the broker checks its ownership.
    /// </summary>
    public bool IsTouched { get; private set; }

    /// <summary>Gets a value indicating whether the task was claimed, in the open transaction or a committed one.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>Gets when the task was claimed last.</summary>
    public long ClaimedAt { get; private set; }

    /// <summary>Notes that the open transaction claims the task.</summary>
    /// <param name="timestamp">When, of the clock.</param>
    public void NoteClaim(long timestamp) => (IsClaimed, _isClaimOpen, ClaimedAt) = (true, true, timestamp);

    /// <summary>Notes that the open transaction takes the claim back. If it aborts, the claim is not made again: the task is being given up.</summary>
    public void NoteRelease() => (IsClaimed, _isClaimOpen) = (false, false);

    /// <summary>Notes that a record or a call is tried. To be called before anything else is done for it.</summary>
    public void Touch() => IsTouched = true;

    public void Advance(SourceRecord record)
    {
        if (record.Offset != SourceRecord.CallOffset) _next[InputOf(record)] = record.Offset + 1;
    }

    /// <summary>Counts that a record made its transaction fail. A call is not counted: it has no place in the log, and whoever made it is told.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fault">What it failed with.</param>
    public void CountFailure(SourceRecord record, Exception fault)
    {
        if (record.Offset != SourceRecord.CallOffset) _suspects[(InputOf(record), record.Offset)] = (Failures(record) + 1, fault);
    }

    /// <summary>Finds how often a record made its transaction fail.</summary>
    public int Failures(SourceRecord record) =>
        _suspects.Count > 0 && _suspects.TryGetValue((InputOf(record), record.Offset), out var suspect) ? suspect.Failures : 0;

    /// <summary>Finds what a record failed with last, one that has failed.</summary>
    public Exception LastFault(SourceRecord record) => _suspects[(InputOf(record), record.Offset)].Fault;

    /// <summary>Takes over what the transaction committed.</summary>
    public void Commit()
    {
        _hasHiddenChanges |= State.HasChanges && _next.Count == 0;
        State.Commit();
        foreach (var (input, offset) in _next) Committed[input] = offset;
        if (_suspects.Count > 0) ForgetCommittedSuspects();
        _next.Clear();
        (IsTouched, _isClaimOpen) = (false, false);
    }

    /// <summary>Forgets what the transaction held; the inputs must be sought to <see cref="Committed"/>.</summary>
    public void Rollback()
    {
        State.Rollback();
        _next.Clear();
        IsClaimed &= !_isClaimOpen;
        (IsTouched, _isClaimOpen) = (false, false);
        if (Status == TaskState.Running) Status = TaskState.Rewinding;
    }

    /// <summary>
    /// Forgets what the transaction held and whether the earlier ones are committed. The state is kept, for the case that they are: a committed
    /// transaction shows in its offsets, unless it only answered calls.
    /// </summary>
    public void Doubt()
    {
        if (Status is TaskState.Created or TaskState.Restoring || _hasHiddenChanges || (IsTouched && State.HasChanges && _next.Count == 0))
        {
            Reset();
            return;
        }

        Rollback();
        IsClaimed = false;
        _isKept = true;
        Status = TaskState.Created;
    }

    /// <summary>Finds out whether the state that was kept is what belongs to the offsets that are committed.</summary>
    public bool StandsAt(IReadOnlyDictionary<LogPartition, long> committed) =>
        _isKept && Inputs.All(input => Committed.TryGetValue(input, out var offset) && offset == committed[input]);

    /// <summary>Forgets everything but which records failed: neither state nor position can be trusted.</summary>
    public void Reset()
    {
        (_isKept, _hasHiddenChanges) = (false, false);
        (IsClaimed, _isClaimOpen) = (false, false);
        State.Clear();
        Committed.Clear();
        _next.Clear();
        IsTouched = false;
        Status = TaskState.Created;
    }

    private static LogPartition InputOf(SourceRecord record) => new(record.Topic, record.Partition);

    private void ForgetCommittedSuspects()
    {
        foreach (var (input, offset) in _suspects.Keys)
            if (Committed.TryGetValue(input, out var next) && offset < next) _suspects.Remove((input, offset));
    }
}
