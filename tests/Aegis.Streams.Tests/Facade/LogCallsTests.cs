using Grpc.Core;
using Answer = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Calls for agents that another instance owns.</summary>
public sealed class LogCallsTests
{
    [Fact]
    public async Task WhoeverOwnsTheAgent_TheCallIsDecidedOnce()
    {
        await using var scene = await FacadeScene.StartAsync(partitions: 2, instances: 2);
        Assert.Equal([1, 1], scene.Applications.Select(application => application.RunningTasks.Count()));
        using var calls = new GrpcCalls(scene.Grpc);

        // Of these keys murmur2 puts some into each partition.
        string[] agents = ["sales-composer", "prospect-finder", "finance-agent", "unlisted-agent", "retired-agent"];
        var partitions = new HashSet<int>();
        foreach (var agent in agents)
        {
            var request = GrpcDoorTests.Ask("one", isIdempotent: true);
            request.Intent.Agent = agent;
            var first = (await calls.DecideAsync(request)).Decision;
            var again = (await calls.DecideAsync(request)).Decision;
            Assert.Equal((first.DecisionId, false, true), (again.DecisionId, first.Replayed, again.Replayed));
            Assert.Equal(agent is "sales-composer" or "prospect-finder" ? Answer.Allow : Answer.Deny, first.Outcome);
            partitions.Add(first.Source.Partition);
        }

        Assert.Equal([0, 1], partitions.Order());
        Assert.Equal(agents.Length, scene.Read(scene.Topics.Audit, agents.Length).Count);
    }

    [Fact]
    public async Task ADecisionThatAnotherInstanceKeeps_IsNotSaidToBeAbsent()
    {
        await using var scene = await FacadeScene.StartAsync(partitions: 2, instances: 2);
        using var calls = new GrpcCalls(scene.Grpc);
        var codes = new HashSet<StatusCode>();
        foreach (var agent in new[] { "sales-composer", "prospect-finder", "finance-agent", "unlisted-agent", "retired-agent" })
            codes.Add((await Assert.ThrowsAsync<RpcException>(() => calls.GetAsync("acme", agent, "never"))).StatusCode);
        Assert.Equal([StatusCode.NotFound, StatusCode.Unavailable], codes.Order());
    }
}
