using Xunit.Sdk;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>The stateless path on Streamiz: the same decisions as on the native engine, each once, whatever dies.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class StreamizTests(FaultBroker broker, ITestOutputHelper output)
{
    // A broker that leaves a transaction open, which is rare, breaks what the checks look for (ADR 0006).
    private const int Attempts = 3;

    [Fact]
    public void FiftyThousandIntents_GiveTheSameDecisionsEntriesAndDeadLetters()
    {
        var native = Run(isStreamiz: false);
        var streamiz = Run(isStreamiz: true);

        Assert.Equal(native.ByIntent.Count, streamiz.ByIntent.Count);
        foreach (var (id, (decision, entry)) in native.ByIntent)
        {
            Assert.Equal(decision, streamiz.ByIntent[id].Decision);
            Assert.Equal(entry, streamiz.ByIntent[id].Entry);
        }

        Assert.Equal(native.DeadLetters, streamiz.DeadLetters);
        output.WriteLine($"{native.ByIntent.Count} decisions and {native.DeadLetters.Count} dead letters are equal.");

        EngineOutputs Run(bool isStreamiz)
        {
            using var scene = new FaultScene(broker.Connection, output);
            var instance = scene.Start(Settings(scene, "one", isStreamiz));
            instance.WaitUntilRunning();
            scene.StartLoad(50_000, perSecond: 2500, repeats: false);
            scene.WaitUntilAnswered();
            Assert.Equal(0, instance.Terminate());
            return EngineOutputs.Read(scene.Clients, scene.Topics);
        }
    }

    [Fact]
    public void KilledThreeTimes_EveryIntentIsDecidedOnce()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var instance = scene.Start(Settings(scene, "one"));
        instance.WaitUntilRunning();
        scene.StartLoad(12_000, perSecond: 400, repeats: false);
        scene.WaitForAnswers(500);
        var random = new Random(FaultScene.Seed);
        for (var kill = 0; kill < 3; kill++)
        {
            scene.WaitForMoreAnswers(random.Next(1, 800));
            instance.Kill();
            instance = scene.Start(instance.Settings);
        }

        CheckAtRest(scene, instance);
    }

    [Fact]
    public void SecondInstanceTakesOver_EveryIntentIsDecidedOnce()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var (one, two) = (scene.Start(Settings(scene, "one")), scene.Start(Settings(scene, "two")));
        one.WaitUntilRunning();
        two.WaitUntilRunning();
        scene.StartLoad(8000, perSecond: 400, repeats: false);
        scene.WaitForAnswers(1000);

        one.Kill();

        CheckAtRest(scene, two);
    }

    [Fact]
    public void BrokerRestarts_EveryIntentIsDecidedOnce()
    {
        for (var attempt = 1; !TryRestart(attempt == Attempts); attempt++) output.WriteLine($"Attempt {attempt}: the broker left a transaction open, and the checks found what that left behind.");
    }

    /// <summary>Runs the case.</summary>
    /// <returns>Whether it held; <see langword="false"/>: it did not, and the broker left a transaction open, which this engine does not end (docs/streamiz.md).</returns>
    private bool TryRestart(bool isLast)
    {
        using var cluster = FaultBroker.StartCluster();
        using var scene = new FaultScene(cluster.Connection, output)
        {
            // The engine may stand still for 30 s, end, and meet what it left behind.
            Patience = TimeSpan.FromMinutes(4),
        };
        var instance = scene.Start(Settings(scene, "one"));
        instance.WaitUntilRunning();
        scene.StartLoad(8000, perSecond: 400, repeats: false);
        scene.WaitForAnswers(1000);

        using var supervisor = new InstanceSupervisor(scene, instance, output);
        cluster.Nodes[0].Stop();
        cluster.Nodes[0].Start();

        try
        {
            scene.WaitUntilAnswered();
            CheckAtRest(scene, supervisor.Release());
        }
        catch (XunitException fault) when (cluster.Nodes[0].TransactionsWithoutMarkers > 0 && !isLast)
        {
            output.WriteLine(fault.Message);
            return false;
        }

        output.WriteLine($"The broker called {cluster.Nodes[0].TransactionsWithoutMarkers} transactions complete without their markers.");
        return true;
    }

    private static void CheckAtRest(FaultScene scene, InstanceProcess survivor)
    {
        scene.WaitUntilAnswered();
        Assert.Equal(0, survivor.Terminate());
        EngineOutputs.Read(scene.Clients, scene.Topics);
    }

    private static InstanceSettings Settings(FaultScene scene, string instanceId, bool isStreamiz = true)
    {
        var settings = scene.Settings(instanceId);
        return isStreamiz ? settings with { IsStreamiz = true, Properties = new(settings.Properties) { ["session.timeout.ms"] = $"{FaultBroker.SessionTimeout.TotalMilliseconds}" } } : settings;
    }
}
