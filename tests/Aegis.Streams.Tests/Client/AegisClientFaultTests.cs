using System.Diagnostics;
using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using static Aegis.Streams.Tests.Client.ClientScene;
using ContractOutcome = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Client;

/// <summary>Every fault is an answer without a permit.</summary>
public sealed class AegisClientFaultTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task RefusalOfTheFacade_IsReadWithCodePathAndPause()
    {
        var details = MisbehavingFacade.Details(StatusCode.InvalidArgument, "intents.invalid_field", TimeSpan.FromSeconds(7), path: "tenant");
        var fault = await FaultOfAsync((context, _) => MisbehavingFacade.RefuseAsync(context, StatusCode.InvalidArgument, details));

        Assert.Equal((StatusCode.InvalidArgument, "intents.invalid_field", "tenant", "Ask again."), (fault.Status, fault.Code, fault.Path, fault.Message));
        Assert.Equal(TimeSpan.FromSeconds(7), fault.RetryAfter);
        Assert.False(fault.NeverBegan);
        Assert.Equal(1, fault.Attempts);
    }

    [Theory]
    [InlineData("other.domain", 7)]
    [InlineData("aegis.streams", 3)]
    public async Task DetailsOfOthersOrOfAnotherStatus_AreNotBelieved(string domain, int status)
    {
        var details = MisbehavingFacade.Details((StatusCode)status, "facade.overloaded", TimeSpan.FromMilliseconds(1), domain);
        var fault = await FaultOfAsync((context, _) => MisbehavingFacade.RefuseAsync(context, StatusCode.PermissionDenied, details));

        Assert.Equal((StatusCode.PermissionDenied, "client.refused", "not now", 1), (fault.Status, fault.Code, fault.Message, fault.Attempts));
    }

    [Fact]
    public async Task BrokenDetails_AreNoDecision() =>
        Assert.Equal("client.refused", (await FaultOfAsync((context, _) => MisbehavingFacade.RefuseAsync(context, StatusCode.Internal, [0xff, 0xff, 0xff]))).Code);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(200)]
    public async Task AnyStatusWithoutAMessage_IsNoDecision(int status)
    {
        var fault = await FaultOfAsync((context, _) => MisbehavingFacade.RefuseAsync(context, (StatusCode)status));

        Assert.NotEqual(StatusCode.OK, fault.Status);
        Assert.Equal(1, fault.Attempts);
    }

    [Fact]
    public async Task AllowWithoutItsTrailers_IsNoDecision() => await AssertNoDecisionAsync(context => MisbehavingFacade.WriteAsync(context, Allow(), cut: 0));

    [Fact]
    public async Task AllowThatIsCut_IsNoDecision() => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.WriteAsync(context, Allow(), cut: 1);
        context.Response.AppendTrailer("grpc-status", "0");
    });

    [Fact]
    public async Task AllowBeforeAnError_IsNoDecision() => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.WriteAsync(context, Allow(), cut: 0);
        context.Response.AppendTrailer("grpc-status", "14");
    });

    [Fact]
    public async Task TwoAnswers_AreNoDecision() => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.WriteAsync(context, Allow(), cut: 0);
        await MisbehavingFacade.AnswerAsync(context, new DecideResponse { Decision = Decision(ContractOutcome.Allow) });
    });

    [Fact]
    public async Task BytesThatAreNoMessage_AreNoDecision() => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.WriteAsync(context, [0x0a, 0x7f, 0x01], cut: 0);
        context.Response.AppendTrailer("grpc-status", "0");
    });

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(503)]
    public async Task PageOfSomethingElse_IsNoDecision(int status) => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.ReadAsync(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        context.Response.Headers.Location = "/elsewhere";
        await context.Response.WriteAsync("<html>allow</html>", Never);
    });

    [Fact]
    public async Task ConnectionThatBreaks_IsNoDecision() => await AssertNoDecisionAsync(async context =>
    {
        await MisbehavingFacade.ReadAsync(context);
        context.Abort();
    });

    [Fact]
    public async Task StreamThatIsReset_IsNoDecision() => await AssertNoDecisionAsync(context =>
    {
        context.Features.Get<IHttpResetFeature>()!.Reset(2);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task FacadeThatHangs_IsTooLateAtTheDeadline()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = facade.Client(TimeSpan.FromMilliseconds(300));
        var started = Stopwatch.GetTimestamp();

        var fault = (await client.DecideAsync(Intent())).Fault!;

        Assert.Equal((StatusCode.DeadlineExceeded, "client.deadline_exceeded", 1), (fault.Status, fault.Code, fault.Attempts));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(290), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CallerThatGivesUp_GetsAnAnswerOrItsException()
    {
        using var giving = new CancellationTokenSource();
        await using var facade = await MisbehavingFacade.StartAsync(async (context, _) =>
        {
            await giving.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = facade.Client();

        var fault = (await client.DecideAsync(Intent(), isIdempotent: true, cancellation: giving.Token)).Fault!;

        Assert.Equal((StatusCode.Cancelled, "client.cancelled", 1), (fault.Status, fault.Code, fault.Attempts));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.RequireAsync(Intent(), cancellation: giving.Token));
    }

    [Fact]
    public async Task ClientThatIsDisposed_GivesNoDecision()
    {
        await using var facade = await MisbehavingFacade.StartAsync(Decision(ContractOutcome.Allow));
        var client = facade.Client();
        client.Dispose();

        var answer = await client.DecideAsync(Intent());

        Assert.Null(answer.Permit);
        Assert.Equal("client.failed", answer.Fault!.Code);
    }

    private static byte[] Allow() => new DecideResponse { Decision = Decision(ContractOutcome.Allow) }.ToByteArray();

    private static async Task<DecisionFault> FaultOfAsync(Func<HttpContext, int, Task> answer)
    {
        await using var facade = await MisbehavingFacade.StartAsync(answer);
        using var client = facade.Client();
        return (await client.DecideAsync(Intent())).Fault!;
    }

    private static async Task AssertNoDecisionAsync(Func<HttpContext, Task> answer)
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => answer(context));
        using var client = facade.Client();

        var decided = await client.DecideAsync(Intent());

        Assert.Equal(AegisOutcome.None, decided.Outcome);
        Assert.Null(decided.Permit);
        Assert.False(decided.IsAllowed);
        Assert.NotEqual(StatusCode.OK, decided.Fault!.Status);
        Assert.Single(facade.Calls);
    }
}
