namespace Aegis.Streams.Tests.Facade;

/// <summary>The vectors by all doors of an instance on the embedded broker.</summary>
public sealed class DoorVectorTests
{
    [Fact]
    public async Task EveryVector_IsAnsweredAlikeByEveryDoor()
    {
        await using var scene = await FacadeScene.StartAsync();
        await DoorVectors.AssertAlikeAsync(scene);
    }

    [Fact]
    public async Task EveryHistory_IsToldAlikeByEveryDoor()
    {
        await using var scene = await FacadeScene.StartAsync(host: EnvoyVectors.HostOf([""]));
        await DoorHistories.AssertAlikeAsync(scene);
    }

    [Fact]
    public async Task EveryVectorThatARequestCanCarry_IsAnsweredByEnvoysDoorAsByTheLog()
    {
        await using var scene = await FacadeScene.StartAsync(host: EnvoyVectors.Host);
        await EnvoyVectors.AssertAlikeAsync(scene);
    }
}
