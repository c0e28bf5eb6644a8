namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>A facade as it is, for all tests of a class.</summary>
public sealed class FacadeDoors : IAsyncLifetime
{
    public FacadeScene Scene { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Scene = await FacadeScene.StartAsync();

    public async ValueTask DisposeAsync() => await Scene.DisposeAsync();
}
