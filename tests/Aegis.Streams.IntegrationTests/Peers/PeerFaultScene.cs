using Aegis.Streams.IntegrationTests.Faults;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>A real broker of its own, and instances that bring calls to each other; begun by the first test that asks: where there is no broker, tests are skipped, and a fixture cannot be.</summary>
public sealed class PeerFaultScene : IDisposable
{
    private PeerFleet? _fleet;

    internal PeerFleet Fleet => _fleet ??= new PeerFleet(FaultBroker.StartCluster());

    public void Dispose() => _fleet?.Dispose();
}
