using Aegis.Streams.Protocol.V1;
using Grpc.Core;

namespace Aegis.Streams.Tests.Facade;

/// <summary>An instance whose stream threads have stopped follows no table and no policy any longer, so nothing is allowed by what it knew last.</summary>
public sealed class StoppedStreamsTests
{
    [Fact]
    public async Task StatelessCalls_AreNotAnsweredFromSnapshotsThatAreFollowedNoLonger()
    {
        await using var scene = await FacadeScene.StartAsync();
        using var doors = new VectorDoors(scene);
        using var calls = new GrpcCalls(scene.Grpc);
        var vector = DoorVector.Load("policy").First(vector => vector.Name == "policy/discount_25").Steps[0].Record;
        Assert.Equal(Protocol.V1.Outcome.Allow, (await calls.DecideAsync(new DecideRequest { Intent = DoorVector.Message(vector) })).Decision.Outcome);

        Assert.True(scene.Applications[0].Stop(TimeSpan.FromSeconds(30)));

        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => calls.DecideAsync(new DecideRequest { Intent = DoorVector.Message(vector) }))).StatusCode);
        Assert.Equal("facade.not_ready", (await doors.ByHttpAsync(vector, isIdempotent: false)).GetProperty("code").GetString());
        Assert.Single(scene.Read(scene.Topics.Audit, 1));
    }
}
