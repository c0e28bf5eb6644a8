using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Tests;
using Aegis.Streams.Tests.Facade;

namespace Aegis.Streams.IntegrationTests.Interop;

/// <summary>Calls whose audit entry nobody acknowledges: strangers' clients give up by their deadline or by cancelling, and get no answer that could be an allow.</summary>
public sealed class HungCallTests
{
    [Fact]
    public async Task DeadlineAndCancellation_EndTheCall_AndItsPlaceIsFreeAgain()
    {
        await using var scene = await FacadeScene.StartAsync();
        var address = $"127.0.0.1:{scene.Grpc.Port}";
        scene.StopBroker();
        var (lines, _) = NodeScript.Run(["grpc.mjs", "hung", address, RepositoryFiles.PathOf("proto"), FacadeScene.Token]);
        Assert.Equal(["deadline DEADLINE_EXCEEDED -", "cancelled CANCELLED -"], lines);

        using var python = new PythonPackages();
        await python.GenerateAsync(RepositoryFiles.PathOf("proto"), InteropCases.Contracts);
        var (output, errors, _) = await python.RunAsync(Path.Combine(InteropCases.Folder, "decide.py"), address, FacadeScene.Token, "hung");
        Assert.Equal("deadline DEADLINE_EXCEEDED -\ncancelled CANCELLED\n", output + errors);
    }
}
