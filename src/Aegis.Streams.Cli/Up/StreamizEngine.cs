using System.Globalization;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Policy;
using Aegis.Streams.Streamiz;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Streamiz.Kafka.Net;

namespace Aegis.Streams.Cli.Up;

/// <summary>
/// Streamiz with the stateless path, and a supervisor: Streamiz itself goes on looking alive when a thread of it has died or a global table never ends. Then this
/// engine stops with a fault, so that the process can be started again.
/// </summary>
internal sealed class StreamizEngine : IDecisionEngine
{
    public const string Warning =
        "the engine streamiz keeps no state: a repeated intent is decided again, with another decision id and a second audit entry; it does not end what a broker left open of a transaction, and its tail latency is higher (docs/streamiz.md)";

    private const int MaxFaultsPerMinute = 30;
    private const int MaxFailedLooks = 10;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    // Longer than any single wait of Streamiz: its transactions' calls give up after 10 s.
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Queue<long> _faults = new();
    private readonly Dictionary<string, (double Polls, long Since)> _polls = [];
    private readonly KafkaStream _stream;
    private readonly int _threads;
    private readonly TimeSpan _startDeadline;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<PolicySnapshot?> _policy;
    private bool _hasRun;
    private int _failedLooks;

    /// <summary>Initializes the engine.</summary>
    /// <param name="options">What to decide with.</param>
    /// <param name="config">The settings of Streamiz; its handlers of exceptions are set here.</param>
    /// <param name="properties">Further properties of librdkafka.</param>
    /// <param name="startDeadline">How long the start may take, the global tables included.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public StreamizEngine(AegisTopologyOptions options, StreamConfig config, IReadOnlyDictionary<string, string> properties, TimeSpan startDeadline, TimeProvider time, ILogger logger)
    {
        (_threads, _startDeadline, _time, _logger, _policy) = (config.NumStreamThreads, startDeadline, time, logger, options.Policy);
        config.InnerExceptionHandler = Treat;

        // What an abort purges is produced again with its inputs; taken for a fault, it would end the process on the way of the recovery.
        config.ProductionExceptionHandler = report => report.Error.Code is ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight
            ? ProductionExceptionHandlerResponse.CONTINUE
            : ProductionExceptionHandlerResponse.FAIL;
        var builder = new StreamBuilder();
        AegisTopology.Build(builder, options);
        _stream = AegisStreamConfig.CreateStream(builder.Build(), config, properties);
        _stream.StateChanged += (_, state) => Follow(state);
    }

    public event Action<StreamsState>? StateChanged;

    public StreamsState State { get; private set; }

    public double Progress => State == StreamsState.Running ? 1 : 0;

    public PolicySnapshot? Policy => _policy();

    public Task Completion => _completion.Task;

    public int FaultExitCode => ExitCodes.Engine;

    public void Start()
    {
        SetState(StreamsState.Restoring);

        // On threads of their own: a table that never ends holds the start for ever.
        Task.Factory.StartNew(() => _stream.StartAsync().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ContinueWith(start => Fail($"Streamiz did not start: {start.Exception!.GetBaseException().Message}"), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _ = WatchAsync();
    }

    public bool Stop(TimeSpan timeout)
    {
        if (State is StreamsState.Restoring or StreamsState.Running) SetState(StreamsState.PendingShutdown);
        _stopping.Cancel();
        var hasStopped = Task.Run(_stream.Dispose).Wait(timeout);
        if (hasStopped) SetState(StreamsState.NotRunning);
        _completion.TrySetResult();
        return hasStopped;
    }

    public void Dispose() => _stopping.Dispose();

    private void Follow(KafkaStream.State state)
    {
        if (state.Equals(KafkaStream.State.ERROR)) Fail("Streamiz is in state ERROR");
        else if (state.Equals(KafkaStream.State.RUNNING) && State == StreamsState.Restoring) SetState(StreamsState.Running);
        else if (state.Equals(KafkaStream.State.REBALANCING) && State == StreamsState.Running) SetState(StreamsState.Restoring);
    }

    /// <summary>Watches to the end. What fails here must end the engine too: unwatched, it could look alive.</summary>
    private async Task WatchAsync()
    {
        var started = _time.GetTimestamp();
        while (!_completion.Task.IsCompleted && !_stopping.IsCancellationRequested)
        {
            await Task.Delay(LookInterval, _time, CancellationToken.None).ConfigureAwait(false);
            try
            {
                Look(started);
            }
            catch (Exception fault)
            {
                // Streamiz adds to its metrics while they are read. One look may fail for that, and the next will not.
                _logger.EngineFault(fault);
                if (++_failedLooks >= MaxFailedLooks) Fail($"Streamiz could not be watched {MaxFailedLooks} times in a row: {fault.Message}");
                continue;
            }

            _failedLooks = 0;
        }
    }

    private void Look(long started)
    {
        _hasRun |= State == StreamsState.Running;
        if (!_hasRun && _time.GetElapsedTime(started) > _startDeadline)
            Fail($"Streamiz was not running within {_startDeadline}. Most often a partition of the catalog or of the register of agents ends in a transaction marker, and its reader waits for a record that never comes: load tables with `aegis catalog load` and `aegis agents load`, which write without transactions, or use --engine native, which takes both");
        else if (_hasRun && AliveThreads() is var alive && alive < _threads)
            Fail($"{_threads - alive} of {_threads} stream threads of Streamiz died");
        else if (_hasRun && HasStalled())
            Fail($"a stream thread of Streamiz has not polled for {StallLimit.TotalSeconds:0} s; most often it waits inside librdkafka for a broker that came back");
    }

    /// <summary>Looks whether a thread has stopped turning, which no state of Streamiz tells.</summary>
    private bool HasStalled()
    {
        var hasStalled = false;
        foreach (var sensor in _stream.Metrics())
        {
            if (sensor.Metrics.Values.FirstOrDefault(metric => metric.Name == "poll-total") is not { } total) continue;
            var polls = Convert.ToDouble(total.Value, CultureInfo.InvariantCulture);
            if (!_polls.TryGetValue(sensor.Name, out var last) || last.Polls != polls) _polls[sensor.Name] = (polls, _time.GetTimestamp());
            else hasStalled |= _time.GetElapsedTime(last.Since) > StallLimit;
        }

        return hasStalled;
    }

    private int AliveThreads() =>
        Convert.ToInt32(_stream.Metrics().SelectMany(sensor => sensor.Metrics.Values).First(metric => metric.Name == "stream_threads").Value, CultureInfo.InvariantCulture);

    private ExceptionHandlerResponse Treat(Exception fault)
    {
        _logger.EngineFault(fault);
        lock (_faults)
        {
            _faults.Enqueue(_time.GetTimestamp());
            while (_time.GetElapsedTime(_faults.Peek()) > TimeSpan.FromMinutes(1)) _faults.Dequeue();
            if (_faults.Count < MaxFaultsPerMinute) return ExceptionHandlerResponse.CONTINUE;
        }

        Fail($"Streamiz failed {MaxFaultsPerMinute} times within a minute, last with {fault.GetType().Name}: {fault.Message}");
        return ExceptionHandlerResponse.FAIL;
    }

    private void Fail(string reason)
    {
        if (_stopping.IsCancellationRequested || !_completion.TrySetException(new StreamsHaltedException($"{reason}."))) return;
        SetState(StreamsState.Error);
    }

    private void SetState(StreamsState state)
    {
        lock (_lock)
        {
            if (State == state || State == StreamsState.Error) return;
            State = state;
        }

        StateChanged?.Invoke(state);
    }
}
