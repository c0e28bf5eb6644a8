using System.Diagnostics;
using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using static Aegis.Streams.Tests.Client.ClientScene;
using ContractOutcome = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Client;

/// <summary>What is asked again, and what is not.</summary>
public sealed class AegisClientRetryTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, true, 3)]
    [InlineData(StatusCode.Unavailable, false, 1)]
    [InlineData(StatusCode.DeadlineExceeded, true, 3)]
    [InlineData(StatusCode.DeadlineExceeded, false, 1)]
    [InlineData(StatusCode.Internal, true, 1)]
    [InlineData(StatusCode.PermissionDenied, true, 1)]
    [InlineData(StatusCode.ResourceExhausted, true, 1)]
    public async Task BareStatus_IsAskedAgainOnlyWhereARepeatIsSafe(StatusCode status, bool isIdempotent, int calls)
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => MisbehavingFacade.RefuseAsync(context, status));
        using var client = facade.Client();

        var answer = await client.DecideAsync(Intent(), isIdempotent);

        Assert.Equal(status, answer.Fault!.Status);
        Assert.Equal((calls, calls), (answer.Fault.Attempts, facade.Calls.Count));
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "facade.overloaded", 50, true)]
    [InlineData(StatusCode.Unavailable, "facade.not_ready", 50, true)]
    [InlineData(StatusCode.Unavailable, "facade.not_ready", null, false)]
    [InlineData(StatusCode.Unavailable, "facade.in_doubt", 50, false)]
    [InlineData(StatusCode.Unavailable, "facade.not_recorded", 50, false)]
    public async Task RefusalOfACallThatIsNotIdempotent_IsAskedAgainIfNothingBegan(StatusCode status, string code, int? pause, bool isAgain)
    {
        TimeSpan? retryAfter = pause is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        await using var facade = await MisbehavingFacade.StartAsync((context, number) => number == 1
            ? MisbehavingFacade.RefuseAsync(context, status, MisbehavingFacade.Details(status, code, retryAfter))
            : MisbehavingFacade.AnswerAsync(context, new DecideResponse { Decision = Decision(ContractOutcome.Allow) }));
        using var client = facade.Client();
        var started = Stopwatch.GetTimestamp();

        var answer = await client.DecideAsync(Intent());

        Assert.Equal(isAgain, answer.IsAllowed);
        Assert.Equal(isAgain ? 2 : 1, facade.Calls.Count);
        if (isAgain) Assert.True(Stopwatch.GetElapsedTime(started) >= retryAfter, "The pause that the facade asked for was not kept.");
    }

    [Fact]
    public async Task PauseBeyondTheDeadline_EndsAtOnceWithTheHint()
    {
        var details = MisbehavingFacade.Details(StatusCode.Unavailable, "facade.not_ready", TimeSpan.FromMinutes(10));
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => MisbehavingFacade.RefuseAsync(context, StatusCode.Unavailable, details));
        using var client = facade.Client(TimeSpan.FromMinutes(5));

        var fault = (await client.DecideAsync(Intent(), isIdempotent: true)).Fault!;

        Assert.Equal(("facade.not_ready", 1), (fault.Code, fault.Attempts));
        Assert.Equal(TimeSpan.FromMinutes(10), fault.RetryAfter);
    }

    [Fact]
    public async Task AttemptThatHangs_LeavesTimeForAnotherOneIfIdempotent()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, number) => number == 1
            ? Task.Delay(Timeout.Infinite, context.RequestAborted)
            : MisbehavingFacade.AnswerAsync(context, new DecideResponse { Decision = Decision(ContractOutcome.Allow) }));
        using var client = facade.Client(TimeSpan.FromSeconds(4));

        Assert.True((await client.DecideAsync(Intent(), isIdempotent: true)).IsAllowed);
        Assert.Equal(2, facade.Calls.Count);
    }

    [Fact]
    public async Task StreamThatTheServerDidNotLookAt_IsAskedAgain()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, number) =>
        {
            if (number > 4) return MisbehavingFacade.AnswerAsync(context, new DecideResponse { Decision = Decision(ContractOutcome.Allow) });
            context.Features.Get<IHttpResetFeature>()!.Reset(7);
            return Task.CompletedTask;
        });
        using var client = facade.Client(attempts: 10);

        Assert.True((await client.DecideAsync(Intent())).IsAllowed);
        Assert.Equal(5, facade.Calls.Count);
    }

    [Fact]
    public async Task NobodyListens_IsAskedAgainAndNeverBegan()
    {
        using var client = new AegisClient(new AegisClientOptions { Address = Closed(), Deadline = TimeSpan.FromSeconds(20), FirstPause = TimeSpan.FromMilliseconds(1) });

        var fault = (await client.DecideAsync(Intent())).Fault!;

        Assert.Equal((StatusCode.Unavailable, "client.unavailable", 3, true), (fault.Status, fault.Code, fault.Attempts, fault.NeverBegan));
    }

    [Fact]
    public async Task OneAttempt_NeverAsksAgain()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => MisbehavingFacade.RefuseAsync(context, StatusCode.Unavailable));
        using var client = facade.Client(attempts: 1);

        await client.DecideAsync(Intent(), isIdempotent: true);

        Assert.Single(facade.Calls);
    }

    [Fact]
    public void Pauses_GrowAndAreDrawnFromTheirUpperHalf()
    {
        var fault = new DecisionFault(StatusCode.Unavailable, "facade.not_ready", "") { RetryAfter = TimeSpan.FromMilliseconds(100) };
        var first = TimeSpan.FromMilliseconds(20);
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(RetryRule.PauseOf(fault, first, 1), TimeSpan.FromMilliseconds(110), TimeSpan.FromMilliseconds(120));
            Assert.InRange(RetryRule.PauseOf(fault, first, 3), TimeSpan.FromMilliseconds(140), TimeSpan.FromMilliseconds(180));
            Assert.InRange(RetryRule.PauseOf(fault with { RetryAfter = null }, first, 10), TimeSpan.FromMilliseconds(640), TimeSpan.FromMilliseconds(1280));
        }
    }

    private static Uri Closed() => new($"http://127.0.0.1:{LoopbackPorts.Take(1)[0]}");
}
