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
    public Task EveryVector_IsAnsweredAlikeByEveryDoor() => RunAsync(null, DoorVectors.AssertAlikeAsync);

    [Fact]
    public Task EveryHistory_IsToldAlikeByEveryDoor() => RunAsync(EnvoyVectors.HostOf([""]), DoorHistories.AssertAlikeAsync);

    [Fact]
    public Task EveryVectorThatARequestCanCarry_IsAnsweredByEnvoysDoorAsByTheLog() => RunAsync(EnvoyVectors.Host, EnvoyVectors.AssertAlikeAsync);

    private static async Task RunAsync(FacadeHostOptions? host, Func<FacadeScene, Task> assert)
    {
        using var cluster = RealKafka.StartCluster();
        await using var scene = await FacadeScene.StartAsync(host: host, on: cluster.Connection);
        await assert(scene);
    }
}
