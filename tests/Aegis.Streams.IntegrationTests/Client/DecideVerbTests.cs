using System.Text.Json;
using Aegis.Streams.Client;
using Aegis.Streams.IntegrationTests.Cli;

namespace Aegis.Streams.IntegrationTests.Client;

/// <summary>`aegis decide` against a facade as it is; and as processes of their own.</summary>
public sealed class DecideVerbTests(FacadeInstance instance) : IClassFixture<FacadeInstance>
{
    [Theory]
    [InlineData("send", "crm", "a=1", "allow", 0)]
    [InlineData("send", "crm", "to=anna.schmidt@example.org", "sanitize", 10)]
    [InlineData("delete", "crm", "a=1", "approval_needed", 11)]
    [InlineData("send", "shop", "a=1", "deny", 12)]
    public async Task Outcome_IsShownAndIsTheExitCode(string action, string tool, string parameter, string outcome, int exitCode)
    {
        await AwaitAsync();

        using var decide = Decide("", "--tenant", "acme", "--agent", "bot", "--tool", tool, "--action", action, "--class", "write", "--param", parameter);

        Assert.Equal(exitCode, decide.ExitCode());
        Assert.Matches($"^[0-9:.]{{12}} {outcome} +acme/bot +{tool}/{action}", decide.Output.ToString());
        Assert.DoesNotContain("anna", decide.Output.ToString() + decide.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DenyAlone_ShowsEachReasonWithItsHint()
    {
        await AwaitAsync();

        using var decide = Decide("", "--tenant", "acme", "--agent", "bot", "--tool", "shop", "--action", "send");

        Assert.Equal(12, decide.ExitCode());
        Assert.Contains("\n  policy.tool_not_allowed at tool\n", decide.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n    hint: ", decide.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonLines_AreOneAnswerALineAndTheGreatestCodeCounts()
    {
        await AwaitAsync();
        var input = """
            {"id":"j-1","tenant":"acme","agent":"bot","tool":"crm","action":"send","parameters":{"to":"anna.schmidt@example.org"} }

            {"tenant":"acme","agent":"bot","tool":"crm","action":"send"}
            {"id":"j-3","tenant":"acme","agent":"bot","tool":"shop","action":"send"}
            """;

        using var decide = Decide(input, "-", "--idempotent", "--json");

        Assert.Equal(13, decide.ExitCode());
        var lines = decide.Output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal("[EMAIL]", lines[0].GetProperty("sanitized_parameters").GetProperty("to").GetString());
        Assert.Equal(("intents.missing_field", "id", 3), (lines[1].GetProperty("refusal").GetProperty("code").GetString(), lines[1].GetProperty("refusal").GetProperty("path").GetString(), lines[1].GetProperty("line").GetInt32()));
        Assert.Equal("deny", lines[2].GetProperty("outcome").GetString());
    }

    [Fact]
    public void ProcessesOfTheirOwn_AskAndAnswer()
    {
        var folder = Directory.CreateTempSubdirectory("aegis-decide-");
        try
        {
            using var up = new CliProcess("up", "--embedded", "--roles", "streams,facade", "--grpc-listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0", "--state-dir", folder.FullName);
            up.Error.WaitFor("RUNNING\n");
            up.Error.WaitFor("The facade listens on ");
            up.Error.WaitFor(", http");
            var address = System.Text.RegularExpressions.Regex.Match(up.Error.ToString(), "The facade listens on (http://[0-9.:]+)").Groups[1].Value;

            using var decide = new CliProcess(
                "decide", "--facade", address, "--state-dir", folder.FullName, "--deadline", "30s", "--tenant", "acme", "--agent", "nobody", "--tool", "crm", "--action", "read_account");

            Assert.Equal(12, decide.ExitCode());
            Assert.Contains(" deny            acme/nobody                crm/read_account  identity.agent_unknown (agent)\n", decide.Output.ToString(), StringComparison.Ordinal);
            up.Signal("TERM");
            Assert.Equal(0, up.ExitCode());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private CliCall Decide(string input, params string[] args) => instance.CallWith(input, ["decide", "--facade", instance.Address.ToString(), "--deadline", "30s", .. args]);

    private async Task AwaitAsync()
    {
        using var client = new AegisClient(new AegisClientOptions { Address = instance.Address, Token = instance.Token });
        await FacadeInstance.AwaitAgentAsync(client);
    }
}
