using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Two running instances of one name: the mistake of a copied deployment file.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class DuplicateInstanceTests(FaultBroker broker, ITestOutputHelper output)
{
    [Fact]
    public void SecondInstanceOfOneName_WaitsAndSaysSoWhileTheFirstDecides()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var first = scene.Start(scene.Settings("same"));
        first.WaitUntilRunning();
        scene.StartLoad(3000, perSecond: 300);
        scene.WaitForAnswers(200);

        var second = scene.Start(scene.Settings("same"));
        second.WaitForLog("another member runs under this name");
        scene.WaitUntilAnswered();

        Assert.DoesNotContain("aborted a transaction", first.Log, StringComparison.Ordinal);
        Assert.Equal(0, first.Terminate());
        second.WaitUntilRunning();
        Assert.Equal(0, second.Terminate());
        scene.Check();
    }

    [Fact]
    public void ClassicGroup_TwoInstancesOfOneName_HaltAndNameItAndLoseNothing()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var settings = scene.Settings("same") with { GroupProtocol = GroupProtocol.Classic };
        var (first, second) = (scene.Start(settings), scene.Start(settings));
        scene.StartLoad(3000, perSecond: 300);

        var halted = scene.WaitForExitOfOne(first, second);

        var code = halted.WaitForExit();
        Assert.True(code == 1, $"It ended with {code}: {halted.Log}");
        Assert.Contains("another running instance uses the instance id `same`. Give each its own --instance-id.", halted.Log, StringComparison.Ordinal);

        // The other one may have halted for the same reason: neither knows who came first.
        (halted == first ? second : first).Kill();
        var alone = scene.Start(settings);
        scene.WaitUntilAnswered();
        Assert.Equal(0, alone.Terminate());
        scene.Check();
    }
}
