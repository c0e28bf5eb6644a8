using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Callers;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Health;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Server.Peers;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server;

/// <summary>The facade of an instance: what answers calls, and the doors before it.</summary>
public sealed class Facade : IAsyncDisposable
{
    private static readonly TimeSpan FlushPause = TimeSpan.FromMilliseconds(10);

    private readonly CallWriter _writer;
    private readonly LibrdkafkaClients _readers;
    private readonly DecisionTail _tail;
    private readonly FacadeMetrics _metrics = new();
    private readonly DecisionApplication _application;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly PeerNetwork? _peers;
    private FacadeHost? _host;

    /// <summary>Initializes the facade; nothing listens before <see cref="StartAsync"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="application">What decides.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="connection">The cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <exception cref="ArgumentException">Settings are out of their bounds, or do not fit each other.</exception>
    public Facade(FacadeOptions options, DecisionApplication application, TopicNames topics, KafkaConnection connection, TimeProvider time, ILoggerFactory loggers)
    {
        options.Check();
        (_application, _time, _loggers) = (application, time, loggers);
        _writer = new CallWriter(pace => new RecordProducer(connection, loggers.CreateLogger("clients"), pace), topics.Audit, options.MaxPendingBytes, _metrics, time, loggers.CreateLogger("facade"));
        _readers = new LibrdkafkaClients(connection, "aegis-facade", loggers.CreateLogger("clients")) { HasSmallReaders = true };
        _tail = new DecisionTail(topics.Decisions, _readers, time, loggers.CreateLogger("facade"));
        _peers = options.Peers is { } peers ? new PeerNetwork(peers, application, _writer, _metrics, time, loggers.CreateLogger("facade")) : null;
        Decider = new CallDecider(options, application.Calls, _writer, new TaskCalls(application.Calls, _peers?.Calls, new LogCalls(application.Calls, _writer, _tail, time), time), time);
    }

    /// <summary>Gets what answers calls.</summary>
    internal CallDecider Decider { get; }

    /// <summary>Gets how many bytes of records of calls wait for their acknowledgement.</summary>
    public long PendingBytes => _writer.PendingBytes;

    /// <summary>Gets a value indicating whether records of calls are lost.</summary>
    public bool IsAuditFailing => _writer.IsFailing;

    /// <summary>Gets how many requests for the bundle wait for other policies.</summary>
    public int BundleWaits => _host?.BundleWaits ?? 0;

    /// <summary>Gets the addresses on which the doors listen; empty before the start.</summary>
    public IReadOnlyCollection<string> Addresses => _host?.Addresses ?? [];

    /// <summary>Gets the addresses on which other instances are heard; empty before the start, and where none is.</summary>
    public IReadOnlyCollection<string> PeerAddresses => _peers?.Addresses ?? [];

    /// <summary>Opens the doors.</summary>
    /// <param name="options">Where, and what is offered.</param>
    /// <param name="callers">Finds who may ask, as of now.</param>
    /// <returns>Ends when they listen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its bounds.</exception>
    /// <exception cref="IOException">An address is taken.</exception>
    public async Task StartAsync(FacadeHostOptions options, Func<CallerRegister> callers)
    {
        if (_peers is not null) await _peers.StartAsync(Decider).ConfigureAwait(false);
        _host = await FacadeHost.StartAsync(options, Decider, callers, () => _application.Policy, new Readiness(_application, Decider), _metrics, _time, _loggers).ConfigureAwait(false);
    }

    /// <summary>Closes the doors in order; what is under way is answered first, and its records are written.</summary>
    /// <param name="timeout">How long the records may take.</param>
    /// <returns>Whether everything was written in time.</returns>
    public async Task<bool> StopAsync(TimeSpan timeout)
    {
        if (_host is not null) await _host.StopAsync().ConfigureAwait(false);
        if (_peers is not null) await _peers.StopAsync().ConfigureAwait(false);

        // Whoever waits for its audit entry writes the rest once it has it.
        for (var started = _time.GetTimestamp(); ; await Task.Delay(FlushPause, _time).ConfigureAwait(false))
        {
            var rest = timeout - _time.GetElapsedTime(started);
            if (!_writer.Flush(rest > TimeSpan.Zero ? rest : TimeSpan.Zero)) return false;
            if (Decider.UnderWay == 0 && _writer.PendingBytes == 0) return true;
            if (rest <= TimeSpan.Zero) return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync().ConfigureAwait(false);
        if (_peers is not null) await _peers.DisposeAsync().ConfigureAwait(false);
        _tail.Dispose();
        _readers.Dispose();
        _writer.Dispose();
        _metrics.Dispose();
    }
}
