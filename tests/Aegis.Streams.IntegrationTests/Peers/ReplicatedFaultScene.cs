using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Tests.Peers;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Three brokers, of which two must have every record, and instances that speak TLS with their callers and mutual TLS with each other.</summary>
public sealed class ReplicatedFaultScene : IDisposable
{
    private PeerFleet? _fleet;

    internal PeerFleet Fleet => _fleet ??= new PeerFleet(FaultBroker.StartCluster(3, null), new TestAuthority());

    public void Dispose() => _fleet?.Dispose();
}
