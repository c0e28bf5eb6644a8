namespace Aegis.Streams.IntegrationTests.Faults;

[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class KillTests(FaultBroker broker, ITestOutputHelper output)
{
    [Fact]
    public void OneOfTwoInstancesIsKilledAndComesBack_FiftyThousandIntentsAreDecidedOnce()
    {
        using var scene = new FaultScene(broker.Connection, output);
        var (one, two) = (scene.Start(scene.Settings("one")), scene.Start(scene.Settings("two")));
        one.WaitUntilRunning();
        two.WaitUntilRunning();
        scene.StartLoad(50_000, perSecond: 2500);
        scene.MeasureAfter(5000);

        one.Kill();
        one = scene.Start(one.Settings);

        scene.Finish(FaultBroker.SessionTimeout + TimeSpan.FromSeconds(6), one, two);
    }
}
