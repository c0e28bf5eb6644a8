using System.Diagnostics;
using System.Text;
using Aegis.Streams.Client;
using Aegis.Streams.IntegrationTests.Readme;
using Grpc.Core;
using static Aegis.Streams.IntegrationTests.Client.Questions;

namespace Aegis.Streams.IntegrationTests.Client;

/// <summary>The client against a facade as it is.</summary>
public sealed class AegisClientFacadeTests(FacadeInstance instance) : IClassFixture<FacadeInstance>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task FourOutcomes_ComeWithTheRightPermits()
    {
        using var client = await OpenAsync();

        var answers = await client.DecideBatchAsync(
            [Intent("1", "send", """{"a":1}"""), Intent("2", "send", """{"to":"anna.schmidt@example.org"}"""), Intent("3", "delete"), Intent("4", "send", tool: "shop"), Intent("no id!", "send")]);

        Assert.Equal([AegisOutcome.Allow, AegisOutcome.Sanitize, AegisOutcome.ApprovalNeeded, AegisOutcome.Deny, AegisOutcome.None], answers.Select(answer => answer.Outcome));
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(answers[0].Permit!.Parameters.Span));
        Assert.Equal("""{"to":"[EMAIL]"}""", Encoding.UTF8.GetString(answers[1].Permit!.Parameters.Span));
        Assert.All(answers.Skip(2), answer => Assert.Null(answer.Permit));
        Assert.Equal((StatusCode.InvalidArgument, "intents.invalid_field", "id"), (answers[4].Fault!.Status, answers[4].Fault!.Code, answers[4].Fault!.Path));
    }

    [Fact]
    public async Task IdempotentRepeat_GetsTheSameDecisionWhichIsFoundLater()
    {
        using var client = await OpenAsync();

        var first = await client.DecideAsync(Intent("once", "send"), isIdempotent: true);
        var second = await client.DecideAsync(Intent("once", "send"), isIdempotent: true);
        var other = await client.DecideAsync(Intent("once", "read"), isIdempotent: true);
        var found = await client.GetDecisionAsync("acme", "bot", "once");
        var missing = await client.GetDecisionAsync("acme", "bot", "never");

        Assert.True(first.IsAllowed && second.IsAllowed);
        Assert.Equal(first.Decision!.DecisionId, second.Decision!.DecisionId);
        Assert.True(second.Decision.Replayed);
        Assert.Equal("intents.id_reused", Assert.Single(other.Decision!.Reasons).Code);
        Assert.Equal(first.Decision.DecisionId, found.Decision!.DecisionId);
        Assert.Equal((StatusCode.NotFound, "facade.not_found"), (missing.Fault!.Status, missing.Fault.Code));
    }

    [Fact]
    public async Task WrongToken_IsNoDecision()
    {
        using var client = new AegisClient(new AegisClientOptions { Address = instance.Address, Token = "wrong", Deadline = Patience });

        var answer = await client.DecideAsync(Intent("5", "send"));

        Assert.Null(answer.Permit);
        Assert.Equal(StatusCode.Unauthenticated, answer.Fault!.Status);
    }

    [Fact]
    public async Task CurrentTrace_IsThatOfTheDecision()
    {
        using var client = await OpenAsync();
        using var activity = new Activity("execute_tool").SetIdFormat(ActivityIdFormat.W3C).Start();

        var answer = await client.DecideAsync(Intent("6", "send"));

        Assert.Equal(activity.Id, answer.Decision!.Traceparent);
    }

    [Fact]
    public async Task SampleOfTheReadme_IsThisProgramAndAsks()
    {
        var readme = File.ReadAllText(Path.Combine(Workspace.RepositoryRoot().FullName, "src", "Aegis.Streams.Client", "README.md"));
        var program = File.ReadAllText(Path.Combine(Workspace.RepositoryRoot().FullName, "tests", "Aegis.Streams.IntegrationTests", "Client", "ClientExample.cs"));
        var sample = ReadmeBlock.Read(readme).Single(block => block.Words is ["csharp", ..]).Text;
        Assert.InRange(sample.Count, 5, 10);
        Assert.Contains(string.Concat(sample.Select(line => $"        {line}\n")), program, StringComparison.Ordinal);
        using var client = await OpenAsync();

        Assert.StartsWith("not run: Deny policy.tool_not_allowed", await ClientExample.RunAsync(instance.Address, instance.Token, agent: "bot", runTool: _ => "ran"), StringComparison.Ordinal);
    }

    private async Task<AegisClient> OpenAsync()
    {
        var client = new AegisClient(new AegisClientOptions { Address = instance.Address, Token = instance.Token, Deadline = Patience });
        await FacadeInstance.AwaitAgentAsync(client);
        return client;
    }
}
