using System.Diagnostics.Metrics;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Tables;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>An instance of the stream application: its global tables and stream threads. A thread that fails is replaced; a fault that only an operator can mend ends the instance with <see cref="StreamsState.Error"/>.</summary>
public sealed class StreamsApplication : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LayoutPause = TimeSpan.FromSeconds(1);

    private readonly StreamsOptions _options;
    private readonly IStreamClients _clients;
    private readonly Func<ITaskProcessor> _createProcessor;
    private readonly TimeProvider _time;
    private readonly StreamMetrics _metrics;
    private readonly ILogger _logger;
    private readonly GlobalTableReader _tables;
    private readonly StreamThreadSupervisor[] _threads;
    private readonly List<Thread> _hosts = [];
    private readonly ManualResetEventSlim _stopping = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _stateLock = new();
    private volatile int _partitionCount;
    private int _runningHosts;
    private Exception? _halt;

    /// <summary>Initializes an instance; nothing runs before <see cref="Start"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="createProcessor">Makes the processor of one thread.</param>
    /// <param name="tables">The global tables, complete before any task runs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">The instruments.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">Settings are out of bounds; the message names every one.</exception>
    public StreamsApplication(
        StreamsOptions options, IStreamClients clients, Func<ITaskProcessor> createProcessor, IReadOnlyList<IGlobalTable> tables,
        TimeProvider time, StreamMetrics metrics, ILogger logger)
    {
        if (options.Validate() is { Count: > 0 } faults) throw new ArgumentException(string.Join("; ", faults), nameof(options));
        (_options, _clients, _createProcessor, _time, _metrics, _logger) = (options, clients, createProcessor, time, metrics, logger);
        _tables = new GlobalTableReader(options.InstanceId, tables, clients, time, BackOff, logger, metrics);
        _threads = [.. Enumerable.Range(0, options.Threads).Select(Supervise)];
        metrics.ObserveLag(() => Running.SelectMany(thread => thread.Lags).Select(lag =>
            new Measurement<long>(lag.Value, new("topic", lag.Key.Topic), new("partition", lag.Key.Partition))));
        metrics.ObserveRestore(() => Progress);
    }

    /// <summary>Happens at each change of <see cref="State"/>, on the thread that caused it. Must not block.</summary>
    public event Action<StreamsState>? StateChanged;

    /// <summary>Gets the state.</summary>
    public StreamsState State { get; private set; }

    /// <summary>Gets the part of tables and state that has been read back, 0 to 1.</summary>
    public double Progress => !_tables.IsComplete ? _tables.Progress : Running.Select(thread => thread.RestoreProgress).DefaultIfEmpty(0).Min();

    /// <summary>Gets a value indicating whether the global tables are read to the end that they had at the start; from then on they follow.</summary>
    public bool HasTables => _tables.IsComplete;

    /// <summary>Gets a value indicating whether decisions may rest on the global tables: they are read, and what changes is still followed.</summary>
    public bool FollowsTables => _tables.IsComplete && !_stopping.IsSet;

    /// <summary>Gets how many transactions the threads that run now have committed.</summary>
    public long Commits => Running.Sum(thread => thread.Commits);

    /// <summary>Gets the partition numbers of the tasks that this instance processes, as of a moment ago: by then another one may. May be read from any thread.</summary>
    public IEnumerable<int> RunningTasks => Running.SelectMany(thread => thread.RunningTasks);

    /// <summary>Gets the stream threads that run, as of a moment ago. May be read from any thread.</summary>
    public IReadOnlyList<ThreadReading> Threads => [.. Running.Select(thread => thread.Read())];

    /// <summary>Gets the global tables, as of a moment ago. May be read from any thread.</summary>
    public IReadOnlyList<TableReading> Tables => _tables.Read();

    /// <summary>Gets the partition count of the inputs, which decides who owns a key; <see langword="null"/>: not known yet.</summary>
    public int? PartitionCount => _partitionCount > 0 ? _partitionCount : null;

    /// <summary>Gets a task that ends when the instance has stopped; it fails with the fault that stopped it.</summary>
    public Task Completion => _completion.Task;

    private IEnumerable<StreamThread> Running => _threads.Select(supervisor => supervisor.Thread).OfType<StreamThread>();

    /// <summary>Starts the threads.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public void Start()
    {
        if (State != StreamsState.Created) throw new InvalidOperationException($"The application cannot start in state {State}.");
        SetState(StreamsState.Restoring);
        _runningHosts = _options.Threads + 1;
        _hosts.Add(new Thread(() => Host(RunTables)) { Name = "aegis-tables", IsBackground = true });
        for (var i = 0; i < _options.Threads; i++)
        {
            var index = i;
            _hosts.Add(new Thread(() => Host(() => RunThread(index))) { Name = $"aegis-stream-{index}", IsBackground = true });
        }

        foreach (var host in _hosts) host.Start();
    }

    /// <summary>Hands a call to the thread that runs its task. May be called from any thread.</summary>
    /// <param name="call">The call; it ends as not owned if no thread of this instance runs its task.</param>
    public void Post(TaskCall call)
    {
        foreach (var supervisor in _threads)
        {
            if (supervisor.Thread is not { } thread || !thread.RunningTasks.Contains(call.Record.Partition)) continue;
            thread.Post(call);
            return;
        }

        call.Complete(TaskCallOutcome.NotOwned);
    }

    /// <summary>Stops in order: what is open is committed, the group is left. Returns when it is done or the time is over.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Whether everything stopped in time.</returns>
    public bool Stop(TimeSpan timeout)
    {
        if (State is StreamsState.Created)
        {
            SetState(StreamsState.NotRunning);
            _completion.TrySetResult();
        }

        if (State is StreamsState.Restoring or StreamsState.Running) SetState(StreamsState.PendingShutdown);
        _stopping.Set();
        WakeAll();
        var started = _time.GetTimestamp();
        return _hosts.All(host => host.Join(Max(timeout - _time.GetElapsedTime(started), TimeSpan.Zero)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Stop(TimeSpan.FromSeconds(30))) _tables.Dispose();
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Runs a body to its end and, as the last one, settles the state.</summary>
    private void Host(Action body)
    {
        try
        {
            body();
        }
        catch (Exception fault)
        {
            Halt(fault);
        }

        if (Interlocked.Decrement(ref _runningHosts) > 0) return;
        SetState(_halt is null ? StreamsState.NotRunning : StreamsState.Error);
        if (_halt is null) _completion.SetResult();
        else _completion.SetException(_halt);
    }

    private void Halt(Exception fault)
    {
        if (Interlocked.CompareExchange(ref _halt, fault, null) is null) Report(fault);
        _stopping.Set();
        WakeAll();
    }

    private void Report(Exception fault)
    {
        _logger.ApplicationHalted(fault.Message);

        // What nobody foresaw is a defect, and must say where it is.
        if (fault is not (StreamsHaltedException or StreamClientException)) _logger.ApplicationFailed(fault.GetType().Name, fault.StackTrace);
    }

    private void WakeAll()
    {
        foreach (var thread in Running) thread.Wake();
    }

    private void BackOff(TimeSpan pause) => _stopping.Wait(pause);

    private StreamThreadSupervisor Supervise(int index)
    {
        var name = $"{_options.InstanceId}-{index}";
        return new StreamThreadSupervisor(name, _options, Create, _time, BackOff, _metrics, _logger);

        StreamThread Create(ThreadHistory history)
        {
            var partitionCount = StateLayout.PartitionCount(_clients, _options, CallTimeout);
            _partitionCount = partitionCount;
            return new StreamThread(name, _options, partitionCount, _clients, _createProcessor(), _time, BackOff, history, _metrics, _logger);
        }
    }

    private void RunTables()
    {
        var started = _time.GetTimestamp();
        CheckLayout(started);
        while (!_stopping.IsSet)
        {
            _tables.RunOnce();
            if (!_tables.IsComplete && _time.GetElapsedTime(started) > _options.TableDeadline)
                throw new StreamsHaltedException($"the global tables were not complete within {_options.TableDeadline}: {_tables.DescribeMissing()}.");
        }
    }

    private void CheckLayout(long started)
    {
        while (!_stopping.IsSet)
        {
            try
            {
                StateLayout.Check(_clients, _options, _time, CallTimeout);
                return;
            }
            catch (StreamClientException fault) when (fault.Fault is StreamClientFault.Retriable or StreamClientFault.OffsetOutOfRange && _time.GetElapsedTime(started) < _options.TableDeadline)
            {
                _logger.TableFault(fault);
                BackOff(LayoutPause);
            }
        }
    }

    private void RunThread(int index)
    {
        while (!_tables.IsComplete)
            if (_stopping.Wait(TimeSpan.FromMilliseconds(5))) return;

        using var supervisor = _threads[index];
        while (!_stopping.IsSet)
        {
            supervisor.RunOnce();
            UpdateState();
        }

        supervisor.Close();
    }

    private void UpdateState()
    {
        var isReady = _tables.IsComplete && Array.TrueForAll(_threads, supervisor => supervisor.Thread is { IsReady: true });
        if (State == (isReady ? StreamsState.Running : StreamsState.Restoring)) return;
        lock (_stateLock)
        {
            if (State is StreamsState.Restoring or StreamsState.Running) SetState(isReady ? StreamsState.Running : StreamsState.Restoring);
        }
    }

    private void SetState(StreamsState state)
    {
        lock (_stateLock)
        {
            if (State == state) return;
            State = state;
            _logger.StateChanged(state);
            StateChanged?.Invoke(state);
        }
    }
}
