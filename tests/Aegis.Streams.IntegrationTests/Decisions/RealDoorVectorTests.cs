using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Server.Hosting;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Decisions;

/// <summary>The vectors by all doors of an instance on a real Kafka.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class RealDoorVectorTests
{
    [Fact]
    public Task EveryVector_IsAnsweredAlikeByEveryDoor() => RunAsync((scene, _) => DoorVectors.AssertAlikeAsync(scene));

    [Fact]
    public Task EveryHistory_IsToldAlikeByEveryDoor() => RunAsync(DoorHistories.AssertAlikeAsync, EnvoyVectors.HostOf([""]));

    [Fact]
    public Task EveryVectorThatARequestCanCarry_IsAnsweredByEnvoysDoorAsByTheLog() => RunAsync((scene, _) => EnvoyVectors.AssertAlikeAsync(scene), EnvoyVectors.Host);

    [Fact]
    public Task EveryVectorOfRouting_IsAnsweredAlikeByEveryDoor() => RunAsync((scene, _) => RoutingVectors.AssertAlikeAsync(scene), EnvoyVectors.HostOf([""]), partitions: RoutingVectors.Partitions);

    private static async Task RunAsync(Func<FacadeScene, HeldClock, Task> assert, FacadeHostOptions? host = null, int partitions = 1)
    {
        using var cluster = RealKafka.StartCluster();
        await VectorScene.RunAsync(assert, host, cluster.Connection, partitions);
    }
}
