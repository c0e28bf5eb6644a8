using System.Text;
using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;
using Grpc.Core;
using static Aegis.Streams.Tests.Client.ClientScene;
using ContractOutcome = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Client;

/// <summary>Which answers let a call run: those, and no others.</summary>
public sealed class AegisClientAnswerTests
{
    [Fact]
    public async Task Allow_PermitsTheCallWithItsOwnParameters()
    {
        var answer = await AskAsync(Decision(ContractOutcome.Allow));

        Assert.True(answer.IsAllowed);
        Assert.Equal(AegisOutcome.Allow, answer.Outcome);
        Assert.Equal(Parameters, Encoding.UTF8.GetString(answer.Permit!.Parameters.Span));
        Assert.False(answer.Permit.IsSanitized);
        Assert.Equal("d-1", answer.Permit.DecisionId);
        var obligation = Assert.Single(answer.Permit.Obligations);
        Assert.Equal(("notify", "finance"), (obligation.Code, obligation.Arguments["who"]));
        Assert.Null(answer.Fault);
    }

    [Fact]
    public async Task AllowOfACallWithoutParameters_PermitsTheEmptyObject()
    {
        await using var facade = await MisbehavingFacade.StartAsync(Decision(ContractOutcome.Allow));
        using var client = facade.Client();
        var intent = Intent();
        intent.Parameters = ByteString.Empty;

        Assert.Equal("{}", Encoding.UTF8.GetString((await client.RequireAsync(intent)).Parameters.Span));
    }

    [Fact]
    public async Task Sanitize_PermitsTheOtherParametersAndIsNotAllowed()
    {
        var answer = await AskAsync(Decision(ContractOutcome.Sanitize, """{"sku":"[X]"}"""));

        Assert.False(answer.IsAllowed);
        Assert.Equal(AegisOutcome.Sanitize, answer.Outcome);
        Assert.True(answer.Permit!.IsSanitized);
        Assert.Equal("""{"sku":"[X]"}""", Encoding.UTF8.GetString(answer.Permit.Parameters.Span));
    }

    [Theory]
    [InlineData(ContractOutcome.ApprovalNeeded, AegisOutcome.ApprovalNeeded)]
    [InlineData(ContractOutcome.Deny, AegisOutcome.Deny)]
    public async Task DecisionThatDoesNotAllow_PermitsNothing(ContractOutcome outcome, AegisOutcome expected)
    {
        var answer = await AskAsync(Decision(outcome, """{"sku":"[X]"}"""));

        Assert.Equal(expected, answer.Outcome);
        Assert.Null(answer.Permit);
        Assert.False(answer.IsAllowed);
        Assert.Equal($"{expected} policy.why", answer.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task UnknownOutcome_IsNoDecision(int outcome) => AssertInvalid(await AskAsync(Decision((ContractOutcome)outcome)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"sku\":")]
    [InlineData("{} {}")]
    [InlineData("\"text\"")]
    public async Task SanitizeWithoutAnObject_IsNoDecision(string sanitized) => AssertInvalid(await AskAsync(Decision(ContractOutcome.Sanitize, sanitized)));

    [Theory]
    [InlineData("IntentId")]
    [InlineData("Tenant")]
    [InlineData("Agent")]
    [InlineData("Tool")]
    [InlineData("Action")]
    public async Task DecisionOfAnotherIntent_IsNoDecision(string field)
    {
        var decision = Decision(ContractOutcome.Allow);
        typeof(Decision).GetProperty(field)!.SetValue(decision, "other");

        AssertInvalid(await AskAsync(decision));
    }

    [Fact]
    public async Task AnswerWithoutADecision_IsNoDecision() => AssertInvalid(await AskAsync(null));

    [Fact]
    public async Task IntentThatChangesMeanwhile_IsPermittedAsItWasAsked()
    {
        var arrived = new TaskCompletionSource();
        var changed = new TaskCompletionSource();
        await using var facade = await MisbehavingFacade.StartAsync(async (context, _) =>
        {
            arrived.SetResult();
            await changed.Task;
            await MisbehavingFacade.AnswerAsync(context, new DecideResponse { Decision = Decision(ContractOutcome.Allow) });
        });
        using var client = facade.Client();
        var intent = Intent();

        var asking = client.DecideAsync(intent);
        await arrived.Task;
        intent.Parameters = ByteString.CopyFromUtf8("""{"sku":"B-2"}""");
        changed.SetResult();

        Assert.Equal(Parameters, Encoding.UTF8.GetString((await asking).Permit!.Parameters.Span));
    }

    [Fact]
    public async Task Require_ThrowsTheAnswerThatPermitsNothing()
    {
        await using var facade = await MisbehavingFacade.StartAsync(Decision(ContractOutcome.Deny));
        using var client = facade.Client();

        var thrown = await Assert.ThrowsAsync<CallNotAllowedException>(() => client.RequireAsync(Intent()));

        Assert.Equal(AegisOutcome.Deny, thrown.Answer.Outcome);
        Assert.Equal("The call must not run (Deny policy.why).", thrown.Message);
    }

    [Fact]
    public async Task Batch_GivesEachIntentItsOwnAnswer()
    {
        var refusal = new CallRefusal { Status = 8, Code = "facade.overloaded", Path = "tenant", Message = "Too many." };
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => MisbehavingFacade.AnswerAsync(context, new DecideBatchResponse
        {
            Results =
            {
                new DecideResult { Decision = Decision(ContractOutcome.Allow, id: "a") },
                new DecideResult { Refusal = refusal },
                new DecideResult(),
                new DecideResult { Decision = Decision(ContractOutcome.Allow, id: "a") },
                new DecideResult { Refusal = new CallRefusal { Status = 0, Code = "odd" } },
            },
        }));
        using var client = facade.Client();

        var answers = await client.DecideBatchAsync([Intent("a"), Intent("b"), Intent("c"), Intent("d"), Intent("e")]);

        Assert.Equal([AegisOutcome.Allow, AegisOutcome.None, AegisOutcome.None, AegisOutcome.None, AegisOutcome.None], answers.Select(answer => answer.Outcome));
        Assert.Equal((StatusCode.ResourceExhausted, "facade.overloaded", "tenant"), (answers[1].Fault!.Status, answers[1].Fault!.Code, answers[1].Fault!.Path));
        Assert.Equal("client.invalid_answer", answers[2].Fault!.Code);
        Assert.Equal("client.invalid_answer", answers[3].Fault!.Code);
        Assert.Equal(StatusCode.Unknown, answers[4].Fault!.Status);
    }

    [Fact]
    public async Task BatchWithAnotherNumberOfResults_PermitsNothing()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) =>
            MisbehavingFacade.AnswerAsync(context, new DecideBatchResponse { Results = { new DecideResult { Decision = Decision(ContractOutcome.Allow) } } }));
        using var client = facade.Client();

        var answers = await client.DecideBatchAsync([Intent(), Intent("i-2")]);

        Assert.Equal(2, answers.Count);
        Assert.All(answers, AssertInvalid);
        Assert.Empty(await client.DecideBatchAsync([]));
    }

    [Fact]
    public async Task FoundDecision_IsThatWhichWasAskedFor()
    {
        await using var facade = await MisbehavingFacade.StartAsync((context, _) => MisbehavingFacade.AnswerAsync(context, new GetDecisionResponse { Decision = Decision(ContractOutcome.Allow) }));
        using var client = facade.Client();

        Assert.Equal("d-1", (await client.GetDecisionAsync("acme", "bot", "i-1")).Decision!.DecisionId);
        var other = await client.GetDecisionAsync("acme", "bot", "i-2");
        Assert.False(other.IsFound);
        Assert.Equal("client.invalid_answer", other.Fault!.Code);
    }

    private static async Task<AegisDecision> AskAsync(Decision? decision)
    {
        await using var facade = await MisbehavingFacade.StartAsync(decision);
        using var client = facade.Client();
        return await client.DecideAsync(Intent());
    }

    private static void AssertInvalid(AegisDecision answer)
    {
        Assert.Equal(AegisOutcome.None, answer.Outcome);
        Assert.Null(answer.Permit);
        Assert.False(answer.IsAllowed);
        Assert.Equal("client.invalid_answer", answer.Fault!.Code);
    }
}
