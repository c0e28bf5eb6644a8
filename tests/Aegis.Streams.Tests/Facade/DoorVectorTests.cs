namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors by all doors of an instance on the embedded broker.</summary>
public sealed class DoorVectorTests
{
    [Fact]
    public Task EveryVector_IsAnsweredAlikeByEveryDoor() => VectorScene.RunAsync((scene, _) => DoorVectors.AssertAlikeAsync(scene));

    [Fact]
    public Task EveryHistory_IsToldAlikeByEveryDoor() => VectorScene.RunAsync(DoorHistories.AssertAlikeAsync, EnvoyVectors.HostOf([""]));

    [Fact]
    public Task EveryVectorThatARequestCanCarry_IsAnsweredByEnvoysDoorAsByTheLog() => VectorScene.RunAsync((scene, _) => EnvoyVectors.AssertAlikeAsync(scene), EnvoyVectors.Host);

    [Fact]
    public Task EveryVectorOfRouting_IsAnsweredAlikeByEveryDoor() => VectorScene.RunAsync((scene, _) => RoutingVectors.AssertAlikeAsync(scene), EnvoyVectors.HostOf([""]), partitions: RoutingVectors.Partitions);
}
