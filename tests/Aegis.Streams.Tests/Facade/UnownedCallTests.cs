using System.Net;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server;
using Aegis.Streams.Server.Hosting;
using Google.Rpc;
using Grpc.Core;
using Answer = Aegis.Streams.Protocol.V1.Outcome;
using Intent = Aegis.Streams.Intents.Intent;
using ServerFacade = Aegis.Streams.Server.Facade;
using Status = Grpc.Core.StatusCode;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Stateful calls that come while partitions move: an instance has joined the group, and whoever ran the tasks has not given any up yet.</summary>
public sealed class UnownedCallTests
{
    [Fact]
    public async Task ACallThatNoTaskCouldTake_IsUnavailableWithAPause_WhileItsCallerStillWaits_AndIsDecidedLater()
    {
        var gate = new StreamGate();
        await using var scene = await FacadeScene.StartAsync(deciding: gate.Pass);
        using var held = gate.Hold();
        using var holder = new GrpcCalls(scene.Grpc);
        var holding = holder.DecideAsync(GrpcDoorTests.Ask("holding", isIdempotent: true), DateTime.UtcNow.AddSeconds(9));
        await scene.UntilAsync(() => gate.Arrivals > 0);
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        var joined = await scene.JoinAsync(new FacadeHostOptions { Grpc = loopback, Http = loopback }, new FacadeOptions { MaxWait = TimeSpan.FromSeconds(1) });
        await scene.UntilAsync(() => scene.Applications[1].HasTables && scene.Applications[1].Calls.Decide(IntentOf(joined)) is not null);
        Assert.Equal(StreamsState.Restoring, scene.Applications[1].State);
        using var calls = new GrpcCalls(new Uri(joined.Addresses.First()));
        using var http = new HttpCalls(new Uri(joined.Addresses.Last()));

        // The caller waits for longer than the instance does, so that a busy machine takes nothing away from the answer.
        var refused = await Assert.ThrowsAsync<RpcException>(() => calls.DecideAsync(GrpcDoorTests.Ask("moving", isIdempotent: true), DateTime.UtcNow.AddSeconds(30)));
        Assert.Equal(Status.Unavailable, refused.StatusCode);
        var details = refused.GetRpcStatus()!;
        Assert.Equal(("facade.not_ready", TimeSpan.FromSeconds(1)), (details.GetDetail<ErrorInfo>().Reason, details.GetDetail<RetryInfo>().RetryDelay.ToTimeSpan()));

        var (status, retryAfter, body) = await http.DecideAsync("moving");
        Assert.Equal((503, "1", "facade.not_ready"), (status, retryAfter, body.GetProperty("code").GetString()));
        held.Dispose();
        Assert.Equal(Answer.Allow, (await holding).Decision.Outcome);
        await scene.UntilAsync(() => scene.Applications[1].State == StreamsState.Running);

        // Asked again, as it was told to do.
        DecideResponse? decided;
        for (var attempt = 1; (decided = await TryDecideAsync(calls)) is null; attempt++) Assert.InRange(attempt, 1, 50);
        Assert.Equal(Answer.Allow, decided.Decision.Outcome);
    }

    private static async Task<DecideResponse?> TryDecideAsync(GrpcCalls calls)
    {
        try
        {
            return await calls.DecideAsync(GrpcDoorTests.Ask("moving", isIdempotent: true));
        }
        catch (RpcException fault) when (fault.StatusCode is Status.Unavailable or Status.DeadlineExceeded)
        {
            return null;
        }
    }

    private static Intent IntentOf(ServerFacade facade) => facade.Decider.Calls.Read(GrpcDoorTests.Ask("look").Intent, [], WireFormat.Protobuf).Intent!;
}
