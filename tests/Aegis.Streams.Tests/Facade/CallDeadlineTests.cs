using Aegis.Streams.Protocol.V1;
using Grpc.Core;
using Answer = Aegis.Streams.Protocol.V1.Outcome;
using Status = Grpc.Core.StatusCode;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Deadlines that pass while a call is in the hands of its task.</summary>
public sealed class CallDeadlineTests
{
    [Fact]
    public async Task ACallWhoseTimePassed_InTheQueueOrInItsTask_IsDecidedOnce_AndFoundAfterwards()
    {
        var gate = new StreamGate();
        await using var scene = await FacadeScene.StartAsync(deciding: gate.Pass);
        using var held = gate.Hold();
        using var calls = new GrpcCalls(scene.Grpc);
        var inTask = calls.DecideAsync(GrpcDoorTests.Ask("in-task", isIdempotent: true), DateTime.UtcNow.AddSeconds(1));
        await scene.UntilAsync(() => gate.Arrivals == 1);
        var inQueue = calls.DecideAsync(GrpcDoorTests.Ask("in-queue", isIdempotent: true), DateTime.UtcNow.AddSeconds(1));
        Assert.Equal(Status.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => inTask)).StatusCode);
        Assert.Equal(Status.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => inQueue)).StatusCode);
        Assert.Equal((2, 1), (scene.Facade.Decider.UnderWay, gate.Arrivals));

        held.Dispose();
        await scene.UntilAsync(() => scene.Facade.Decider.UnderWay == 0);
        var found = new List<string>();
        foreach (var id in new[] { "in-task", "in-queue" })
        {
            var decision = (await calls.GetAsync("acme", "sales-composer", id)).Decision;
            var again = (await calls.DecideAsync(GrpcDoorTests.Ask(id, isIdempotent: true))).Decision;
            Assert.Equal((Answer.Allow, true, decision.DecisionId), (decision.Outcome, again.Replayed, again.DecisionId));
            found.Add(decision.DecisionId);
        }

        Assert.Equal(found.Order(StringComparer.Ordinal), scene.Read(scene.Topics.Audit, 2).Select(record => AuditEntry.Parser.ParseFrom(record.Value).EntryId).Order(StringComparer.Ordinal));
    }
}
