using Aegis.Streams.IntegrationTests.Faults;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>As <see cref="PeerFaultTests"/>, as it is run for real: every record on two brokers at least, TLS everywhere. What was answered is never lost, whichever broker goes.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class ReplicatedFaultTests(ReplicatedFaultScene scene, ITestOutputHelper output) : IClassFixture<ReplicatedFaultScene>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EachBrokerOfThreeGoesAndComesBack(bool isKilled)
    {
        using var callers = Begin();
        foreach (var broker in scene.Fleet.Instances.Cluster.Nodes)
        {
            if (isKilled) broker.Kill();
            else broker.Stop();
            callers.WaitForMore(50, Patience, scene.Fleet.Describe);
            broker.Start();
            callers.WaitForMore(50, Patience, scene.Fleet.Describe);
        }

        new AnswerCheck(scene.Fleet, output).Finish(callers);
    }

    [Fact]
    public void InstanceAndBrokerAreKilledTogether()
    {
        using var callers = Begin();
        var broker = scene.Fleet.Instances.Cluster.Nodes[1];
        scene.Fleet.One.Kill();
        broker.Kill();
        callers.WaitForMore(50, Patience, scene.Fleet.Describe);
        scene.Fleet.One.EnsureRunning();
        broker.Start();
        callers.WaitForMore(100, Patience, scene.Fleet.Describe);
        new AnswerCheck(scene.Fleet, output).Finish(callers);
    }

    private PeerCallers Begin()
    {
        scene.Fleet.EnsureTwo();
        var callers = new PeerCallers(scene.Fleet);
        callers.WaitForMore(100, Patience, scene.Fleet.Describe);
        return callers;
    }
}
