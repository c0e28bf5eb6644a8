using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// One consumer, one transactional producer and the tasks that the group gave them. All tasks of the thread commit together or not at all.
/// <see cref="RunOnce"/> is one turn of the loop; who calls it (a thread, a simulation) decides when time passes.
/// </summary>
/// <remarks>
/// <see cref="TaskPreparation"/> brings tasks to where they run, <see cref="RecordProcessing"/> fills transactions, <see cref="CommitCycle"/> ends them. What is thrown out of a turn
/// ends this thread, and <see cref="StreamThreadSupervisor"/> replaces it.
/// </remarks>
internal sealed class StreamThread : IRebalanceListener, IDisposable
{
    private const int TurnRecords = 64;
    private const int TurnCalls = 64;
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan UnreadyWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstProducerPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestProducerPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StandbyAfter = TimeSpan.FromSeconds(15);

    private readonly StreamsOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _backOff;
    private readonly ILogger _logger;
    private readonly IGroupConsumer _consumer;
    private readonly StreamTransaction _transaction;
    private readonly CallQueue _calls = new();
    private readonly TaskSet _tasks;
    private readonly TaskPreparation _preparation;
    private readonly FenceCount _fences;
    private readonly CommitCycle _cycle;
    private readonly RecordProcessing _processing;
    private readonly TaskClaims _claims;
    private readonly LagWatch _lag;
    private long _subscribedAt;
    private bool _isSubscribed;
    private bool _wasAssigned;
    private int _producerFailures;

    public StreamThread(
        string name, StreamsOptions options, int partitionCount, IStreamClients clients, ITaskProcessor processor,
        TimeProvider time, Action<TimeSpan> backOff, ThreadHistory history, StreamMetrics metrics, ILogger logger)
    {
        (Name, _options, _time, _backOff, _logger) = (name, options, time, backOff, logger);
        _transaction = new StreamTransaction(clients, $"{options.ApplicationId}-{name}", options, history.Topics, time, backOff, metrics);
        _tasks = new TaskSet(partitionCount, _transaction.Add);
        _consumer = clients.CreateConsumer(name);
        _preparation = new TaskPreparation(name, options.ChangelogTopic, clients, _consumer, _tasks, time, metrics, logger);
        _fences = history.Fences;
        var changelog = new ChangelogWriter(options.ChangelogTopic, partitionCount, _transaction.Add);
        _cycle = new CommitCycle(name, options, _consumer, _transaction, _tasks, _calls, changelog, _fences, time, metrics, logger);
        _processing = new RecordProcessing(name, options, processor, _transaction, _cycle, metrics, logger);
        _claims = new TaskClaims(processor.Claims, _transaction, _cycle, time);
        _lag = new LagWatch(_consumer, _tasks, time);
    }

    /// <summary>Gets the name: instance and number.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether the group has answered: partitions were assigned, or none came for a while, so others have them all.</summary>
    public bool IsJoined => _wasAssigned || (_isSubscribed && _time.GetElapsedTime(_subscribedAt) > StandbyAfter);

    /// <summary>Gets a value indicating whether the group has answered and every task processes.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Gets how many transactions committed.</summary>
    public long Commits => _cycle.Commits;

    /// <summary>Gets the part of the state that was read back, 0 to 1.</summary>
    public double RestoreProgress { get; private set; }

    /// <summary>Gets the lag of each input partition of which it is known, as of the last second.</summary>
    public IReadOnlyList<KeyValuePair<LogPartition, long>> Lags => _lag.Lags;

    /// <summary>Gets the partition numbers of the tasks that process, as of the last turn. May be read from any thread.</summary>
    public IReadOnlyCollection<int> RunningTasks { get; private set; } = [];

    /// <summary>Tells how the thread stands. May be called from any thread.</summary>
    public ThreadReading Read() => new(Name, IsReady, _transaction.IsReady, Commits, _lag.Tasks);

    /// <summary>Hands in a call. May be called from any thread.</summary>
    public void Post(TaskCall call)
    {
        _calls.Add(call);
        Wake();
    }

    /// <summary>Makes a waiting turn return. May be called from any thread.</summary>
    public void Wake() => _consumer.Wake();

    /// <summary>Runs one turn: prepares tasks, processes what is at hand, commits if it is time.</summary>
    public void RunOnce()
    {
        if (_cycle.BeginTurn() is var pause && pause > TimeSpan.Zero) _backOff(pause);
        if (EnsureProducer() && PrepareTasks())
        {
            _claims.Claim(_tasks);
            ProcessCalls();
            if (_cycle.IsDue(isDrained: false)) _cycle.Commit();
            var isDrained = ProcessRecords();
            if (_cycle.IsDue(isDrained)) _cycle.Commit();
        }
        else
        {
            _calls.Refuse();
        }

        Report();
    }

    /// <summary>Commits what is open and leaves the group.</summary>
    public void Close()
    {
        _calls.Close();

        // Before the consumer closes, which asks to give the partitions up once more: while it does, it may have no membership any longer that a commit could name.
        _claims.Release(_tasks, _tasks.RunningNow());
        _cycle.Commit();
        _consumer.Close();
    }

    /// <summary>
    /// Gives up after a fault: nothing more is committed, but the group is told. A static member that vanished without a word would keep its
    /// successor out until its session ends.
    /// </summary>
    public void Abandon()
    {
        _calls.Close();
        _cycle.Discard();
        try
        {
            _consumer.Close();
        }
        catch (StreamClientException fault)
        {
            // Who never got into the group has nothing to leave.
            if (fault.Fault != StreamClientFault.MemberIdInUse) _logger.CloseFailed(Name, fault);
        }
    }

    public void Dispose()
    {
        _calls.Close();
        _cycle.Discard();
        _preparation.Dispose();
        _consumer.Dispose();
    }

    void IRebalanceListener.PartitionsAssigned(IReadOnlyList<LogPartition> partitions)
    {
        // What a task with another input has open is committed before its restore begins.
        _tasks.Add(partitions);
        _wasAssigned = true;
        _logger.PartitionsAssigned(Name, partitions);
    }

    void IRebalanceListener.PartitionsRevoked(IReadOnlyList<LogPartition> partitions)
    {
        // Still the owner: what is open may be committed, and claims taken back with it. If that fails, the abort has already dropped it.
        _claims.Release(_tasks, partitions.Select(partition => partition.Partition));
        _cycle.Commit();
        _tasks.Remove(partitions);
        _logger.PartitionsRevoked(Name, partitions);
    }

    void IRebalanceListener.PartitionsLost(IReadOnlyList<LogPartition> partitions)
    {
        // No longer the owner: another member may have decided these records already.
        if (_transaction.IsOpen) _cycle.Abort(new StreamClientException(StreamClientFault.Fatal, "the partitions were lost to another member"));
        else _cycle.ReplaceProducer("partitions_lost");
        _tasks.Remove(partitions);
        _logger.PartitionsLost(Name, partitions);
    }

    /// <summary>
    /// Joins the group, and makes a producer once it has: whoever runs under a name that is taken learns it from the group before its producer
    /// fences the one that works. A thread without tasks needs one too, for what its predecessor may have left open.
    /// </summary>
    private bool EnsureProducer()
    {
        if (!_isSubscribed)
        {
            _consumer.Subscribe(_options.InputTopics, this);
            (_isSubscribed, _subscribedAt) = (true, _time.GetTimestamp());
        }

        if (_transaction.IsReady && !_transaction.IsOpen && _transaction.HasTransportDoubt) _cycle.ReplaceProducer(nameof(StreamClientFault.InDoubt));
        if (_transaction.IsReady) return true;
        if (IsJoined && InitializeProducer()) return true;

        // The group must not give the thread up meanwhile; what it delivers is read again later.
        _tasks.Rewind();
        Poll(_tasks.IsEmpty ? IdleWait : TimeSpan.Zero);
        return false;
    }

    private bool InitializeProducer()
    {
        try
        {
            _transaction.Initialize(() => _consumer.Membership);
            _producerFailures = 0;
            return true;
        }
        catch (StreamClientException fault)
        {
            _fences.Add(fault);
            _logger.ProducerNotReady(Name, fault);
            var pause = FirstProducerPause * (1 << Math.Min(_producerFailures++, 10));
            _backOff(pause < LongestProducerPause ? pause : LongestProducerPause);
            return false;
        }
    }

    /// <summary>Takes the tasks that do not run yet one step further.</summary>
    /// <returns>Whether there still is a producer to process with.</returns>
    private bool PrepareTasks()
    {
        _transaction.Poll();
        if (!_preparation.IsNeeded) return true;

        // A restore inside an open transaction would time it out (KAFKA-13295).
        if (_transaction.IsOpen && _tasks.In(TaskState.Created).Count > 0) _cycle.Commit();
        if (!_transaction.IsReady) return false;
        _preparation.Step(isAlone: !_tasks.AnyRuns);
        return true;
    }

    /// <summary>Processes the calls that wait, up to a bound: a flood of them must leave records their turn.</summary>
    private void ProcessCalls()
    {
        for (var i = 0; i < TurnCalls && _cycle.HasRoom && !_cycle.HasAborted && _calls.TryTake(out var call); i++)
        {
            if (_tasks.FindRunning(call.Record.Partition) is not { } task)
            {
                call.Complete(TaskCallOutcome.NotOwned);
                continue;
            }

            _calls.Open(call);
            _processing.Process(task, call);
        }
    }

    /// <summary>Processes what is at hand, up to a bound that keeps the turn short. Polls in any case: the membership hangs on it.</summary>
    /// <returns>Whether nothing more was at hand.</returns>
    private bool ProcessRecords()
    {
        var wait = NextWait();
        for (var i = 0; i < TurnRecords; i++)
        {
            if (Poll(wait) is not { } record) return true;
            Process(record);
            if (_cycle.HasAborted || _cycle.IsDue(isDrained: false)) return false;
            wait = TimeSpan.Zero;
        }

        return false;
    }

    private SourceRecord? Poll(TimeSpan wait)
    {
        try
        {
            return _consumer.Poll(wait);
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.Retriable or StreamClientFault.UnknownTopic or StreamClientFault.NotAuthorized)
        {
            _logger.ConsumerFault(Name, fault);
            _backOff(IdleWait);
            return null;
        }
    }

    private void Process(SourceRecord record)
    {
        // A rebalance inside Poll may have ended the transaction, and the producer with it: then the tasks that still run missed this record.
        if (!_transaction.IsReady) _tasks.Rewind();
        else if (_tasks.FindRunning(record.Partition) is { } task) _processing.Process(task, record);
    }

    private TimeSpan NextWait()
    {
        if (_preparation.HasMore || _cycle.HasAborted || _calls.AnyWaits) return TimeSpan.Zero;
        var wait = _tasks.AllRun ? IdleWait : UnreadyWait;
        return _transaction.IsOpen && _cycle.UntilSpaced < wait ? _cycle.UntilSpaced : wait;
    }

    private void Report()
    {
        var allRun = _tasks.AllRun;
        IsReady = IsJoined && allRun;
        RestoreProgress = allRun ? 1 : _preparation.Progress;
        RunningTasks = _tasks.Running(RunningTasks);
        _lag.Measure();
    }
}
