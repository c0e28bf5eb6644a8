using System.Collections.Concurrent;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>
/// One consumer, one transactional producer and the tasks that the group gave them. All tasks of the thread commit together or not at all.
/// <see cref="RunOnce"/> is one turn of the loop; who calls it (a thread, a simulation) decides when time passes.
/// </summary>
/// <remarks>
/// Faults: a refused transaction is aborted and its records are read again (soft); a producer in doubt is replaced and its tasks are
/// restored from the changelog (hard). What is thrown out of a turn ends this thread, and the application replaces it.
/// </remarks>
internal sealed class StreamThread : IRebalanceListener, IDisposable
{
    private const int RestoreSlice = 5000;
    private const int TurnRecords = 64;
    private const int MaxFencesPerMinute = 5;
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestoreWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StandbyAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(1);

    private readonly StreamsOptions _options;
    private readonly IStreamClients _clients;
    private readonly ITaskProcessor _processor;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _backOff;
    private readonly StreamMetrics _metrics;
    private readonly ILogger _logger;
    private readonly int _partitionCount;
    private readonly IGroupConsumer _consumer;
    private readonly StreamTransaction _transaction;
    private readonly TaskRestorer _restorer;
    private readonly Dictionary<int, StreamTask> _tasks = [];
    private readonly ConcurrentQueue<TaskCall> _calls = new();
    private readonly List<TaskCall> _openCalls = [];
    private readonly Queue<long> _fences = new();
    private (StreamTask Task, SourceRecord Record) _last;
    private long _lastCommitStarted;
    private long _reportedAt;
    private long _subscribedAt;
    private bool _isSubscribed;
    private bool _wasAssigned;
    private int _isolatedRecords;
    private int _abortsInARow;
    private bool _isBackingOff;

    public StreamThread(
        string name, StreamsOptions options, int partitionCount, IStreamClients clients, ITaskProcessor processor,
        TimeProvider time, Action<TimeSpan> backOff, StreamMetrics metrics, ILogger logger)
    {
        (Name, _options, _partitionCount, _clients, _processor) = (name, options, partitionCount, clients, processor);
        (_time, _backOff, _metrics, _logger) = (time, backOff, metrics, logger);
        _transaction = new StreamTransaction(clients, $"{options.ApplicationId}-{name}", options, time, metrics);
        _restorer = new TaskRestorer(clients, $"{name}-restore", options.ChangelogTopic, metrics);
        _consumer = clients.CreateConsumer(name);
        _lastCommitStarted = time.GetTimestamp();
    }

    /// <summary>Gets the name: instance and number.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether the group has answered: partitions were assigned, or none came for a while, so others have them all.</summary>
    public bool IsJoined => _wasAssigned || (_isSubscribed && _time.GetElapsedTime(_subscribedAt) > StandbyAfter);

    /// <summary>Gets how many transactions committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Gets the number of tasks that are not yet running.</summary>
    public int UnreadyTasks { get; private set; }

    /// <summary>Gets the part of the state that was read back, 0 to 1.</summary>
    public double RestoreProgress { get; private set; }

    /// <summary>Gets the lag of each input partition, as of the last turn.</summary>
    public IReadOnlyList<KeyValuePair<LogPartition, long>> Lags { get; private set; } = [];

    /// <summary>Hands in a call. May be called from any thread.</summary>
    public void Post(TaskCall call)
    {
        _calls.Enqueue(call);
        Wake();
    }

    /// <summary>Makes a waiting turn return. May be called from any thread.</summary>
    public void Wake() => _consumer.Wake();

    /// <summary>Runs one turn: prepares tasks, takes one record, processes it, commits if it is time.</summary>
    public void RunOnce()
    {
        BackOff();
        if (!EnsureProducer()) return;
        if (!_isSubscribed)
        {
            _consumer.Subscribe(_options.InputTopics, this);
            (_isSubscribed, _subscribedAt) = (true, _time.GetTimestamp());
        }

        _transaction.Poll();
        if (!AllTasksRun())
        {
            BeginRestores();
            ContinueRestores();
            Rewind();
        }

        ProcessCalls();
        var isDrained = ProcessRecords();
        if (CommitIsDue(isDrained)) Commit();
        Report();
    }

    /// <summary>Commits what is open and leaves the group.</summary>
    public void Close()
    {
        _calls.ToList().ForEach(call => call.Complete(TaskCallOutcome.NotOwned));
        _calls.Clear();
        Commit();
        _consumer.Close();
    }

    public void Dispose()
    {
        CompleteCalls(_transaction.IsCommitting ? TaskCallOutcome.Unknown : TaskCallOutcome.Aborted);
        _restorer.Dispose();
        _consumer.Dispose();
        _transaction.Dispose();
    }

    void IRebalanceListener.PartitionsAssigned(IReadOnlyList<LogPartition> partitions)
    {
        foreach (var input in partitions)
        {
            if (!_tasks.TryGetValue(input.Partition, out var task))
                _tasks[input.Partition] = task = new StreamTask(input.Partition, _partitionCount, _transaction.Add);

            // What a task with another input has open is committed before its restore begins.
            _restorer.Remove(input.Partition);
            task.Status = TaskState.Created;
            task.Inputs.Add(input);
        }

        _wasAssigned = true;
        _logger.PartitionsAssigned(Name, partitions);
    }

    void IRebalanceListener.PartitionsRevoked(IReadOnlyList<LogPartition> partitions)
    {
        // Still the owner: what is open may be committed. If that fails, the abort has already dropped it.
        Commit();
        RemoveTasks(partitions);
        _logger.PartitionsRevoked(Name, partitions);
    }

    void IRebalanceListener.PartitionsLost(IReadOnlyList<LogPartition> partitions)
    {
        // No longer the owner: another member may have decided these records already.
        if (_transaction.IsOpen) Abort(new StreamClientException(StreamClientFault.Fatal, "the partitions were lost to another member"));
        else _transaction.Discard();
        RemoveTasks(partitions);
        _logger.PartitionsLost(Name, partitions);
    }

    private bool EnsureProducer()
    {
        if (_transaction.IsReady) return true;
        try
        {
            _transaction.Initialize();
            return true;
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.Retriable or StreamClientFault.Fenced or StreamClientFault.Fatal)
        {
            CountFence(fault);
            _logger.ProducerNotReady(Name, fault);
            if (fault.Fault != StreamClientFault.Retriable) _backOff(CallTimeout / 5);
            KeepMembership();
            return false;
        }
    }

    /// <summary>Polls so that the group does not give the thread up, and drops what comes.</summary>
    private void KeepMembership()
    {
        foreach (var task in _tasks.Values.Where(task => task.Status == TaskState.Running)) task.Status = TaskState.Rewinding;
        if (_isSubscribed) Poll(TimeSpan.Zero);
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

    private void BeginRestores()
    {
        var created = _tasks.Values.Where(task => task.Status == TaskState.Created).ToList();
        if (created.Count == 0) return;

        // A restore inside an open transaction would time it out (KAFKA-13295).
        Commit();
        var inputs = created.SelectMany(task => task.Inputs).ToList();
        try
        {
            _consumer.Pause(inputs);
            var committed = _consumer.Committed(inputs, CallTimeout);

            // Only now: once the offsets are stable, everything that the former owner committed lies below this end.
            var ranges = _clients.Ranges([.. inputs, .. created.Select(Changelog)], CallTimeout);
            foreach (var task in created)
            {
                foreach (var input in task.Inputs) task.Committed[input] = committed[input] ?? ranges[input].Start;
                task.State.Clear();
                task.Status = TaskState.Restoring;
                _restorer.Add(task, ranges[Changelog(task)]);
                _logger.RestoreStarted(Name, task.Partition, ranges[Changelog(task)].Start, ranges[Changelog(task)].End);
            }
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
        {
            _logger.RestorePostponed(Name, fault);
        }
    }

    private void ContinueRestores()
    {
        if (_restorer.Count == 0) return;
        var isAlone = _tasks.Values.All(task => task.Status != TaskState.Running);
        try
        {
            foreach (var task in _restorer.Step(RestoreSlice, isAlone ? RestoreWait : TimeSpan.Zero))
            {
                task.Status = TaskState.Rewinding;
                _logger.RestoreFinished(Name, task.Partition, task.State.Count);
            }
        }
        catch (StreamClientException fault) when (fault.Fault is StreamClientFault.OffsetOutOfRange or StreamClientFault.Retriable)
        {
            _logger.RestorePostponed(Name, fault);
            foreach (var task in _tasks.Values.Where(task => task.Status == TaskState.Restoring)) DropTask(task);
        }
    }

    /// <summary>Sets the consumer to the committed offsets. Right after an assignment it may not be ready for that; the next turn tries again.</summary>
    private void Rewind()
    {
        foreach (var task in _tasks.Values.Where(task => task.Status == TaskState.Rewinding))
        {
            try
            {
                _consumer.Resume(task.Inputs);
                foreach (var input in task.Inputs) _consumer.Seek(input, task.Committed[input]);
                task.Status = TaskState.Running;
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable)
            {
                _logger.RewindPostponed(Name, task.Partition, fault);
            }
        }
    }

    private void ProcessCalls()
    {
        while (_transaction.Records < _options.MaxTransactionRecords && _calls.TryDequeue(out var call))
        {
            if (!_tasks.TryGetValue(call.Record.Partition, out var task) || task.Status != TaskState.Running)
            {
                call.Complete(TaskCallOutcome.NotOwned);
                continue;
            }

            _openCalls.Add(call);
            task.HasCalls = true;
            Process(task, call.Record);
        }
    }

    /// <summary>Processes what is at hand, up to a bound that keeps the turn short.</summary>
    /// <returns>Whether nothing more was at hand.</returns>
    private bool ProcessRecords()
    {
        var wait = NextWait();
        for (var i = 0; i < TurnRecords; i++)
        {
            if (Poll(wait) is not { } record) return true;
            Process(record);
            if (CommitIsDue(isDrained: false) || _isBackingOff) return false;
            wait = TimeSpan.Zero;
        }

        return false;
    }

    private void Process(SourceRecord record)
    {
        if (!_tasks.TryGetValue(record.Partition, out var task) || task.Status != TaskState.Running) return;
        _last = (task, record);
        Process(task, record);
    }

    private void Process(StreamTask task, SourceRecord record)
    {
        try
        {
            _transaction.EnsureOpen();
            var failures = task.Failures(record);
            if (failures >= 2 * _options.PoisonAttempts)
                throw new StreamsHaltedException($"the record at `{record.Topic}` [{record.Partition}] offset {record.Offset} can neither be processed nor set aside; see the faults logged before, and check that the dead letter topic takes it.");
            if (failures >= _options.PoisonAttempts) SetAside(task, record);
            else _processor.Process(record, task.Context);
            if (record.Offset != SourceRecord.CallOffset) task.Advance(record);
            _transaction.Records++;
        }
        catch (StreamClientException fault)
        {
            if (fault.Fault == StreamClientFault.RecordRejected) task.CountFailure(record);
            Abort(fault);
        }
        catch (Exception fault) when (fault is not StreamsHaltedException)
        {
            task.LastFault = fault;
            task.CountFailure(record);
            Abort(fault);
        }
    }

    private void SetAside(StreamTask task, SourceRecord record)
    {
        _metrics.PoisonRecord();
        _logger.RecordSetAside(Name, record.Topic, record.Partition, record.Offset, task.LastFault);
        _processor.SetAside(record, task.LastFault ?? new InvalidOperationException("The broker refused what this record caused."), task.Context);
    }

    private TimeSpan NextWait()
    {
        if (_restorer.Count > 0) return TimeSpan.Zero;
        if (!_transaction.IsOpen) return AllTasksRun() ? IdleWait : RestoreWait;
        var untilSpaced = _options.CommitSpacing - _time.GetElapsedTime(_lastCommitStarted);
        return untilSpaced > TimeSpan.Zero ? untilSpaced : TimeSpan.Zero;
    }

    private bool CommitIsDue(bool isDrained) => _transaction.IsOpen &&
        ((isDrained && _time.GetElapsedTime(_lastCommitStarted) >= _options.CommitSpacing)
         || _transaction.Records >= (_isolatedRecords > 0 ? 1 : _options.MaxTransactionRecords)
         || _transaction.Bytes >= _options.MaxTransactionBytes
         || _transaction.Age >= _options.CommitInterval);

    private void Commit()
    {
        if (!_transaction.IsOpen) return;
        _lastCommitStarted = _time.GetTimestamp();
        var records = _transaction.Records;
        var touched = _tasks.Values.Where(task => task.IsTouched).ToList();
        try
        {
            foreach (var task in touched) WriteChangelog(task);
            _metrics.CommitPhase("changelog", _time.GetElapsedTime(_lastCommitStarted));
            _transaction.Commit(Offsets(touched), _consumer.Membership);
        }
        catch (StreamClientException fault)
        {
            Isolate(fault, records);
            Abort(fault);
            return;
        }

        foreach (var task in touched) task.Commit();
        CompleteCalls(TaskCallOutcome.Committed);
        Commits++;
        _metrics.Committed(records);
        (_abortsInARow, _isolatedRecords) = (0, Math.Max(0, _isolatedRecords - records));

        // The commit is certain, but a late copy of one of its requests could still end the next transaction (librdkafka#5423).
        if (_transaction.HasTransportDoubt) RebuildProducer("transport_doubt");
    }

    private void WriteChangelog(StreamTask task)
    {
        if (!task.State.HasChanges) return;
        var metadata = ChangelogRecord.Metadata(_partitionCount);
        if (!task.State.TryGet(metadata.Key, default, out _))
        {
            _transaction.Add(ChangelogRecord.Encode(_options.ChangelogTopic, task.Partition, metadata));
            task.State.Put(metadata.Key, metadata.Entry!.Value.Value, null);
        }

        foreach (var change in task.State.Changes)
            if (!ChangelogRecord.IsMetadata(change.Key)) _transaction.Add(ChangelogRecord.Encode(_options.ChangelogTopic, task.Partition, change));
    }

    /// <summary>The offsets to read next; a task without progress names its last one again, so that the broker checks its ownership too.</summary>
    private static Dictionary<LogPartition, long> Offsets(List<StreamTask> touched) =>
        touched.SelectMany(task => task.Next.Count > 0 ? task.Next : task.Committed).ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>When the broker refuses a record, nobody says which: commit one by one until the transaction's records are through.</summary>
    private void Isolate(StreamClientException fault, int records)
    {
        if (fault.Fault != StreamClientFault.RecordRejected) return;
        if (records == 1) _last.Task.CountFailure(_last.Record);
        _isolatedRecords = Math.Max(_isolatedRecords, records);
    }

    private void Abort(Exception fault)
    {
        var kind = (fault as StreamClientException)?.Fault;
        _metrics.Aborted(kind?.ToString() ?? "ProcessingFault");
        _logger.TransactionAborted(Name, _transaction.Records, fault);
        (_abortsInARow, _isBackingOff) = (_abortsInARow + 1, true);

        var isCommitting = _transaction.IsCommitting;
        var isSoft = kind is null or StreamClientFault.AbortRequired && !_transaction.HasTransportDoubt && _transaction.TryAbort();
        foreach (var task in _tasks.Values.Where(task => task.IsTouched).ToList())
        {
            if (isSoft) task.Rollback();
            else DropTask(task);
        }

        CompleteCalls(isSoft || !isCommitting ? TaskCallOutcome.Aborted : TaskCallOutcome.Unknown);
        if (isSoft) return;
        RebuildProducer(kind?.ToString() ?? "abort_failed");
        if (fault is StreamClientException clientFault) CountFence(clientFault);
    }

    /// <summary>Throws the producer away; the next turn makes a new one, whose initialisation ends the old one's transaction.</summary>
    private void RebuildProducer(string reason)
    {
        _metrics.ProducerRebuilt(reason);
        _transaction.Discard();
    }

    private void CountFence(StreamClientException fault)
    {
        if (fault.Fault != StreamClientFault.Fenced) return;
        _fences.Enqueue(_time.GetTimestamp());
        while (_time.GetElapsedTime(_fences.Peek()) > TimeSpan.FromMinutes(1)) _fences.Dequeue();
        if (_fences.Count >= MaxFencesPerMinute)
            throw new StreamsHaltedException(
                $"the producer `{_options.ApplicationId}-{Name}` was fenced {_fences.Count} times within a minute: another running instance uses the instance id `{_options.InstanceId}`. Give each its own --instance-id.", fault);
    }

    private void BackOff()
    {
        if (!_isBackingOff) return;
        _isBackingOff = false;
        if (_abortsInARow > 1) _backOff(TimeSpan.FromMilliseconds(Math.Min(1000, 10 << Math.Min(_abortsInARow, 7))));
    }

    private void CompleteCalls(TaskCallOutcome outcome)
    {
        foreach (var call in _openCalls) call.Complete(outcome);
        _openCalls.Clear();
    }

    private void DropTask(StreamTask task)
    {
        _restorer.Remove(task.Partition);
        task.Reset();
    }

    private void RemoveTasks(IReadOnlyList<LogPartition> partitions)
    {
        foreach (var input in partitions)
        {
            if (!_tasks.TryGetValue(input.Partition, out var task)) continue;
            task.Inputs.Remove(input);
            DropTask(task);
            if (task.Inputs.Count == 0) _tasks.Remove(input.Partition);
        }
    }

    private LogPartition Changelog(StreamTask task) => new(_options.ChangelogTopic, task.Partition);

    private bool AllTasksRun()
    {
        foreach (var task in _tasks.Values)
            if (task.Status != TaskState.Running) return false;
        return true;
    }

    private void Report()
    {
        (UnreadyTasks, RestoreProgress) = AllTasksRun() ? (0, 1) : (_tasks.Values.Count(task => task.Status != TaskState.Running), _restorer.Progress);
        if (_time.GetElapsedTime(_reportedAt) < LagInterval) return;
        _reportedAt = _time.GetTimestamp();
        Lags = [.. _tasks.Values.SelectMany(task => task.Inputs).Select(input => KeyValuePair.Create(input, _consumer.Lag(input) ?? 0))];
    }
}
