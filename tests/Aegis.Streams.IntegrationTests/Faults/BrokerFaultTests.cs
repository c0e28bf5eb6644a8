using System.Diagnostics;
using Xunit.Sdk;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>A broker that goes away under load and comes back.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class BrokerFaultTests(ITestOutputHelper output)
{
    // A broker that tears a commit, which is rare, breaks what the checks look for (ADR 0006).
    private const int Attempts = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BrokerGoesAndComesBackUnderLoad_NothingIsLostAndNoProcessDies(bool isKilled)
    {
        for (var attempt = 1; !TryRun(isKilled, attempt == Attempts); attempt++) output.WriteLine($"Attempt {attempt}: the broker tore a commit, and the checks found what that left behind.");
    }

    /// <summary>Runs the case.</summary>
    /// <returns>Whether it held; <see langword="false"/>: it did not, and the broker tore a commit.</returns>
    private bool TryRun(bool isKilled, bool isLast)
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
        try
        {
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
        }
        catch (XunitException fault) when (broker.TornCommits > 0 && !isLast)
        {
            output.WriteLine(fault.Message);
            return false;
        }

        output.WriteLine($"The broker called {broker.TransactionsWithoutMarkers} transactions complete without their markers, {broker.TornCommits} of them commits that may be torn.");
        return true;
    }
}
