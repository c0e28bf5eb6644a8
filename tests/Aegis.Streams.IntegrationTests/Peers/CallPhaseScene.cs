using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>A real broker, and instances of which the first speaks to it through a relay.</summary>
public sealed class CallPhaseScene : IDisposable
{
    private PeerFleet? _fleet;
    private KafkaRelay? _relay;

    internal PeerFleet Fleet => _fleet ??= Begin();

    internal KafkaRelay Relay => _relay!;

    public void Dispose()
    {
        _fleet?.Dispose();
        _relay?.Dispose();
    }

    private PeerFleet Begin()
    {
        var port = LoopbackPorts.Take(1)[0];
        var cluster = FaultBroker.StartCluster(1, port);
        _relay = new KafkaRelay(port, cluster.RelayedPort);
        return new PeerFleet(cluster, relayPort: port);
    }
}
