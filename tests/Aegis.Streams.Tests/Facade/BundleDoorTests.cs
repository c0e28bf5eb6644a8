using System.Net;
using System.Text.Json;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Bundles;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Server.Bundles;

namespace Aegis.Streams.Tests.Facade;

/// <summary>The bundle service from outside, as an Open Policy Agent asks it.</summary>
public sealed class BundleDoorTests
{
    private const string Wait = "modes=snapshot,delta;wait=30";

    [Fact]
    public async Task Bundle_IsWhatTheBuildWrites()
    {
        await using var scene = await BundleScene.StartAsync();
        var documents = PolicyLoader.LoadDocuments([new PolicySource("p.yaml", BundleScene.First)]).Documents!.Value;

        var (status, tag, body, response) = await scene.GetAsync(ifNoneMatch: "", prefer: Wait);

        Assert.Equal((HttpStatusCode.OK, "application/vnd.openpolicyagent.bundles"), (status, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal(PolicyBuild.Bundle(documents).Bytes!.Value.ToArray(), body);
        Assert.Equal($"\"{new PolicySnapshot(documents).Revision}\"", tag);
        Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task SignedBundle_IsSignedOnceForItsScope()
    {
        await using var scene = await BundleScene.StartAsync(isSigned: true);
        using var verifier = new BundleVerifier(new Dictionary<string, string> { ["key"] = scene.PublicPem }, "production", keyId: "key");

        var (_, _, one, _) = await scene.GetAsync();
        var (_, _, other, _) = await scene.GetAsync();

        Assert.Null(verifier.Verify(BundleReader.Read(one).Files));
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("\"{0}\"", 304)]
    [InlineData("W/\"{0}\"", 304)]
    [InlineData("\"other\", \"{0}\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"other\"", 200)]
    [InlineData("{0}", 200)]
    [InlineData("", 200)]
    public async Task HeldBundle_IsNotSentAgain(string ifNoneMatch, int status)
    {
        await using var scene = await BundleScene.StartAsync(policy: null);
        var revision = scene.Activate(BundleScene.First);

        var answer = await scene.GetAsync(ifNoneMatch.Replace("{0}", revision, StringComparison.Ordinal));

        Assert.Equal((status, $"\"{revision}\"", status == 304), ((int)answer.Status, answer.Tag, answer.Body.Length == 0));
    }

    [Fact]
    public async Task Change_EndsTheWaitWithTheNewBundle()
    {
        await using var scene = await BundleScene.StartAsync();
        var (_, tag, _, _) = await scene.GetAsync();
        var waits = Enumerable.Range(0, 3).Select(_ => scene.GetAsync(tag, Wait)).ToList();
        await scene.UntilWaitingAsync(3);

        var revision = scene.Activate(BundleScene.Second);
        scene.Time.Advance(TimeSpan.FromMilliseconds(200));

        foreach (var answer in await Task.WhenAll(waits)) Assert.Equal((HttpStatusCode.OK, $"\"{revision}\""), (answer.Status, answer.Tag));
        Assert.Equal(0, scene.Door.Waiting);
    }

    [Fact]
    public async Task NoChange_EndsTheWaitUnchangedWhenItsTimeIsOver()
    {
        await using var scene = await BundleScene.StartAsync();
        var (_, tag, _, _) = await scene.GetAsync();
        var wait = scene.GetAsync(tag, Wait);
        await scene.UntilWaitingAsync(1);

        scene.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(wait.IsCompleted);
        scene.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((HttpStatusCode.NotModified, tag), ((await wait).Status, (await wait).Tag));
    }

    [Fact]
    public async Task Drain_EndsEveryWaitAtOnceAndTakesNoMore()
    {
        await using var scene = await BundleScene.StartAsync();
        var (_, tag, _, _) = await scene.GetAsync();
        var wait = scene.GetAsync(tag, Wait);
        await scene.UntilWaitingAsync(1);

        scene.Decider.Drain();

        Assert.Equal(HttpStatusCode.NotModified, (await wait).Status);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "facade.not_ready"), await ProblemAsync(scene.GetAsync(tag, Wait)));
    }

    [Fact]
    public async Task ACallerOfManyWaits_LeavesRoomForOthers()
    {
        await using var scene = await BundleScene.StartAsync(maxWaits: 4);
        var (_, tag, _, _) = await scene.GetAsync();
        var waits = new List<Task>();
        for (var held = 1; held <= 2; held++)
        {
            waits.Add(scene.GetAsync(tag, Wait));
            await scene.UntilWaitingAsync(held);
        }

        var refused = await scene.GetAsync(tag, Wait);
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused.Status, refused.Response.Headers.RetryAfter!.ToString()));
        waits.Add(scene.GetAsync(tag, Wait, caller: "other"));
        await scene.UntilWaitingAsync(3);
        Assert.Equal(HttpStatusCode.NotModified, (await scene.GetAsync(tag)).Status);

        scene.Decider.Drain();
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task AClientThatGoesAway_WaitsNoLonger()
    {
        await using var scene = await BundleScene.StartAsync();
        var (_, tag, _, _) = await scene.GetAsync();
        using var gone = new CancellationTokenSource();
        var wait = scene.GetAsync(tag, Wait, cancellation: gone.Token);
        await scene.UntilWaitingAsync(1);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await scene.UntilWaitingAsync(0);
    }

    [Fact]
    public async Task RulesThatRegoCannotSay_AreNamedAndNothingIsServed()
    {
        // Our language writes whole minutes only, but a policy set may come from elsewhere.
        var early = new Streams.Policy.Rules.PolicyRule { Id = "p/early", Effect = RuleEffect.Forbid, When = new TimeWindow("UTC", [], new TimeOnly(8, 0, 30), new TimeOnly(9, 0)) };
        await using var scene = await BundleScene.StartAsync(policy: null);
        scene.Activate(new PolicySnapshot([new PolicyDocument { Name = "p", Rules = [early] }]));

        var (status, tag, body, response) = await scene.GetAsync();

        Assert.Equal((HttpStatusCode.Conflict, null, "application/problem+json"), (status, tag, response.Content.Headers.ContentType!.MediaType));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("facade.bundle_refused", 409), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
        var rule = Assert.Single(problem.GetProperty("rules").EnumerateArray().ToList());
        Assert.Equal(("p/early", "A time window begins or ends within a minute; write whole minutes."), (rule.GetProperty("rule").GetString(), rule.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task WhoMayNot_OrWhereThereIsNothing_IsRefused()
    {
        await using var scene = await BundleScene.StartAsync(policy: null);
        Assert.Equal((HttpStatusCode.Forbidden, "facade.not_permitted"), await ProblemAsync(scene.GetAsync(caller: "stranger")));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "facade.not_ready"), await ProblemAsync(scene.GetAsync("\"x\"", Wait)));

        await using var closed = await BundleScene.StartAsync(isServed: false);
        Assert.Equal((HttpStatusCode.NotFound, "facade.not_found"), await ProblemAsync(closed.GetAsync()));
    }

    [Theory]
    [InlineData("modes=snapshot,delta;wait=30", 30)]
    [InlineData("modes=snapshot;wait=10", 10)]
    [InlineData("wait=5, modes=snapshot", 5)]
    [InlineData("Wait=7", 7)]
    [InlineData("wait=86400", 300)]
    [InlineData("wait=0", 0)]
    [InlineData("wait=-1", 0)]
    [InlineData("wait=1.5", 0)]
    [InlineData("wait=99999999999", 0)]
    [InlineData("modes=snapshot,delta", 0)]
    [InlineData("", 0)]
    public void Wish_IsReadAndBounded(string prefer, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LongPoll.WaitOf(prefer, TimeSpan.FromMinutes(5)));

    private static async Task<(HttpStatusCode Status, string? Code)> ProblemAsync(Task<(HttpStatusCode Status, string? Tag, byte[] Body, HttpResponseMessage Response)> asking)
    {
        var answer = await asking;
        return (answer.Status, JsonDocument.Parse(answer.Body).RootElement.GetProperty("code").GetString());
    }
}
