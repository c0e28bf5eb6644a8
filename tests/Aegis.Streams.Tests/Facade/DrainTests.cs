using System.Diagnostics;
using System.Net;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Server.Hosting;
using Grpc.Core;
using Answer = Aegis.Streams.Protocol.V1.Outcome;
using Status = Grpc.Core.StatusCode;

namespace Aegis.Streams.Tests.Facade;

/// <summary>An instance that is told to stop while many calls wait for their task.</summary>
public sealed class DrainTests
{
    private const int Each = 48;

    [Fact]
    public async Task CallsThatWait_GetTheirCommittedDecisions_AndNoAllowIsMissingOnTheTopics()
    {
        var gate = new StreamGate();
        await using var scene = await FacadeScene.StartAsync(deciding: gate.Pass);
        using var held = gate.Hold();
        using var grpc = new GrpcCalls(scene.Grpc);
        using var http = new HttpCalls(scene.Http);
        var asked = Enumerable.Range(0, Each).Select(i => grpc.DecideAsync(GrpcDoorTests.Ask($"g-{i}", isIdempotent: true))).ToList();
        var posted = Enumerable.Range(0, Each).Select(i => http.DecideAsync($"h-{i}")).ToList();
        await scene.UntilAsync(() => scene.Facade.Decider.UnderWay == 96 && gate.Arrivals > 0);
        var atOnce = Enumerable.Range(0, Each).Select(i => EndAsync(grpc.DecideAsync(GrpcDoorTests.Ask($"s-{i}")))).ToList();

        var clock = Stopwatch.StartNew();
        var stopping = scene.Facade.StopAsync(TimeSpan.FromSeconds(10));
        await scene.UntilAsync(() => scene.Facade.Decider.IsDraining);
        var late = await EndAsync(grpc.DecideAsync(GrpcDoorTests.Ask("late", isIdempotent: true)));
        held.Dispose();

        var answers = (await Task.WhenAll(asked)).Select(answer => (answer.Decision.IntentId, answer.Decision.DecisionId, answer.Decision.Outcome)).ToList();
        foreach (var (status, _, body) in await Task.WhenAll(posted))
        {
            Assert.Equal((200, "allow"), (status, body.GetProperty("outcome").GetString()));
            answers.Add((body.GetProperty("intent_id").GetString()!, body.GetProperty("decision_id").GetString()!, Answer.Allow));
        }

        Assert.Equal(96, answers.Count);
        Assert.All(answers, answer => Assert.Equal(Answer.Allow, answer.Outcome));
        Assert.Equal((null, Status.Unavailable), late);
        var ends = await Task.WhenAll(atOnce);
        Assert.All(ends, end => Assert.True(end.Decision?.Outcome == Answer.Allow || end.Refusal == Status.Unavailable, $"{end}"));
        Assert.True(await stopping);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        List<string> allowed = [.. answers.Select(answer => answer.DecisionId), .. ends.Select(end => end.Decision?.DecisionId).OfType<string>()];
        Assert.Equal(allowed.Order(StringComparer.Ordinal), scene.ReadAll(scene.Topics.Audit).Select(record => AuditEntry.Parser.ParseFrom(record.Value).EntryId).Order(StringComparer.Ordinal));
        Assert.Equal(allowed.Order(StringComparer.Ordinal), scene.ReadAll(scene.Topics.Decisions).Select(record => Decision.Parser.ParseFrom(record.Value).DecisionId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CallsOfATaskThatHangs_AreRefusedBeforeTheGraceEnds_AndNothingIsCutOff()
    {
        var gate = new StreamGate();
        var loopback = new FacadeEndpoint(new IPEndPoint(IPAddress.Loopback, 0), null);
        await using var scene = await FacadeScene.StartAsync(host: new FacadeHostOptions { Grpc = loopback, Http = loopback, Grace = TimeSpan.FromSeconds(5) }, deciding: gate.Pass);
        using var held = gate.Hold();
        using var grpc = new GrpcCalls(scene.Grpc);
        using var http = new HttpCalls(scene.Http);
        var asked = Enumerable.Range(0, Each).Select(i => EndAsync(grpc.DecideAsync(GrpcDoorTests.Ask($"g-{i}", isIdempotent: true)))).ToList();
        var posted = Enumerable.Range(0, Each).Select(i => http.DecideAsync($"h-{i}")).ToList();
        await scene.UntilAsync(() => scene.Facade.Decider.UnderWay == 96);

        var clock = Stopwatch.StartNew();
        Assert.False(await scene.Facade.StopAsync(TimeSpan.FromSeconds(1)));

        // The grace, the second for what is not written, and as much for a busy host.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(7));
        Assert.All(await Task.WhenAll(asked), end => Assert.Equal((null, Status.Unavailable), end));
        Assert.All(await Task.WhenAll(posted), end => Assert.Equal((503, "1", "facade.in_doubt"), (end.Status, end.RetryAfter, end.Body.GetProperty("code").GetString())));
        Assert.Equal(96, scene.Facade.Decider.UnderWay);
    }

    private static async Task<(Decision? Decision, Status? Refusal)> EndAsync(Task<DecideResponse> call)
    {
        try
        {
            return ((await call).Decision, null);
        }
        catch (RpcException refused)
        {
            return (null, refused.StatusCode);
        }
    }
}
