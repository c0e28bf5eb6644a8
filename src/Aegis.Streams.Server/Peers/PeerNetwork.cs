using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Server.Peers;

/// <summary>This instance among its peers: it asks them, is asked by them, and says that it lives.</summary>
internal sealed class PeerNetwork : IAsyncDisposable
{
    private readonly PeerOptions _options;
    private readonly DecisionApplication _application;
    private readonly CallWriter _writer;
    private readonly FacadeMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PeerChannels _channels;
    private ITimer? _heartbeats;
    private DoorServer? _server;

    /// <summary>Initializes it; nothing listens before <see cref="StartAsync"/>.</summary>
    public PeerNetwork(PeerOptions options, DecisionApplication application, CallWriter writer, FacadeMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_options, _application, _writer, _metrics, _time, _logger) = (options, application, writer, metrics, time, logger);
        _channels = new PeerChannels(options);
        Calls = new PeerCalls(options, _channels, application.Calls.FindOwner, metrics, time, logger);
    }

    /// <summary>Gets what asks peers.</summary>
    public PeerCalls Calls { get; }

    /// <summary>Gets the addresses on which peers are heard.</summary>
    public IReadOnlyCollection<string> Addresses => _server?.Addresses ?? [];

    /// <summary>Begins to listen, and to say so.</summary>
    /// <exception cref="IOException">The address is taken.</exception>
    public async Task StartAsync(CallDecider decider)
    {
        if (_options.Listen is { } address) _server = await PeerHost.StartAsync(address, _options, decider, _metrics, _time, _logger).ConfigureAwait(false);
        _heartbeats = _time.CreateTimer(_ => Beat(), null, TimeSpan.Zero, DecisionApplication.HeartbeatInterval);
    }

    /// <summary>Stops to listen; what is under way ends first. Peers ask by the log from then on.</summary>
    public async Task StopAsync()
    {
        if (_heartbeats is not null) await _heartbeats.DisposeAsync().ConfigureAwait(false);
        if (_application.Farewell() is { } farewell) _writer.WriteAside(farewell);
        if (_server is not null) await _server.StopAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_heartbeats is not null) await _heartbeats.DisposeAsync().ConfigureAwait(false);
        if (_server is not null) await _server.DisposeAsync().ConfigureAwait(false);
        _channels.Dispose();
    }

    private void Beat()
    {
        if (_application.Heartbeat() is { } heartbeat) _writer.WriteAside(heartbeat);
    }
}
