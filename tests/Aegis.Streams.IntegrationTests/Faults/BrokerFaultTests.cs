using System.Diagnostics;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>A broker that goes away under load and comes back.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class BrokerFaultTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BrokerGoesAndComesBackUnderLoad_NothingIsLostAndNoProcessDies(bool isKilled)
    {
        using var cluster = FaultBroker.StartCluster();
        using var scene = new FaultScene(cluster.Connection, output);
        var (one, two) = (scene.Start(scene.Settings("one")), scene.Start(scene.Settings("two")));
        one.WaitUntilRunning();
        two.WaitUntilRunning();
        scene.StartLoad(12_000, perSecond: 500);
        scene.MeasureAfter(1000);

        var clock = Stopwatch.StartNew();
        var broker = cluster.Nodes[0];

        // A kill is repeated until the broker has lost markers, which it does more often than not.
        for (var outage = 0; outage < FaultScene.Soak || (isKilled && outage < 3 && broker.TransactionsWithoutMarkers == 0); outage++)
        {
            if (outage > 0) scene.WaitForMoreAnswers(1500);
            if (isKilled) broker.Kill();
            else broker.Stop();
            broker.Start();
        }

        // A session to be rebuilt, and a transaction that may have to run into its timeout.
        scene.Finish(clock.Elapsed + TimeSpan.FromSeconds(20), one, two);
        output.WriteLine($"The broker called {broker.TransactionsWithoutMarkers} transactions complete without their markers.");
    }
}
