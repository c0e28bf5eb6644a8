using System.Text.Json;

namespace Aegis.Streams.IntegrationTests.Cli;

/// <summary>The verbs of clients against an instance with an embedded broker, found through its state folder.</summary>
public sealed class EmbeddedCliTests(EmbeddedInstance instance) : IClassFixture<EmbeddedInstance>
{
    [Fact]
    public void Submit_ShowsDecisionsAndDeadLettersAndEndsWith0()
    {
        using var submit = instance.CallWith($"{Intent("s-1")}\n{{broken\n{Intent("s-1")}\n", "submit", "-");

        Assert.Equal(0, submit.ExitCode());

        var lines = submit.Output.ToString().TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Single(lines, line => line.Contains("deny            acme/nobody                crm/read_account  identity.agent_unknown (agent)  (replayed)", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains(" dead letter     line 2                     intents.invalid_json  The value is not valid JSON at line 1, byte 2.", StringComparison.Ordinal));
        Assert.StartsWith("3 of 3 intents answered: 2 deny, 1 dead_letter; p50 ", submit.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SubmitJson_GivesTheContractOnTheOutputAlone()
    {
        using var submit = instance.CallWith($"{Intent("j-1")}\n{{broken", "submit", "-", "--json", "--quiet");

        Assert.Equal(0, submit.ExitCode());

        var lines = submit.Output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("j-1", lines.Single(line => line.TryGetProperty("intent_id", out _)).GetProperty("intent_id").GetString());
        Assert.Equal(2, lines.Single(line => line.TryGetProperty("dead_letter", out _)).GetProperty("dead_letter").GetProperty("line").GetInt32());
        Assert.Empty(submit.Error.ToString());
    }

    [Fact]
    public void StrictSubmit_NamesTheLineAndEndsWith2()
    {
        using var submit = instance.CallWith($"{{broken\n{Intent("t-1")}", "submit", "-", "--strict");

        Assert.Equal(2, submit.ExitCode());

        Assert.Contains("error: line 1 was not published: intents.invalid_json: The value is not valid JSON at line 1, byte 2.\n", submit.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 2 intents answered: 1 deny", submit.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Watch_ShowsWhatItIsAskedFor()
    {
        using var submit = instance.CallWith($"{Intent("w-1")}\n{Intent("w-2")}", "submit", "-");
        Assert.Equal(0, submit.ExitCode());

        using var watch = instance.Call("watch", "--from", "beginning", "--tenant", "acme", "--outcome", "deny", "--count", "2", "--json");

        Assert.Equal(0, watch.ExitCode());
        Assert.Equal(2, watch.Output.ToString().TrimEnd().Split('\n').Length);
        Assert.StartsWith("watching aegis.decisions at 127.0.0.1:", watch.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WatchThatIsInterrupted_EndsWith130()
    {
        using var watch = instance.Call("watch");
        watch.Error.WaitFor("watching");

        watch.Stop();

        Assert.Equal(130, watch.ExitCode());
    }

    [Fact]
    public void SecondInstanceOnTheFolder_IsRefused()
    {
        using var second = instance.Call("up", "--embedded");

        Assert.Equal(1, second.ExitCode());
        Assert.EndsWith($"error: another instance uses the state folder {instance.Folder}; stop it, or give this one a folder of its own with --state-dir\n", second.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void IntentsThatNobodyDecides_AreNamedAndEndWith2()
    {
        using var broker = new AnnouncedBroker("aegis.intents", "aegis.decisions", "aegis.dlq");
        using var submit = new CliCall($"{Intent("u-1")}\n{Intent("u-2")}", "submit", "-", "--timeout", "1s", "--state-dir", broker.Folder);

        Assert.Equal(2, submit.ExitCode());

        Assert.Contains("warning: 2 intents have no answer after 1 s, those of lines 1, 2; see that an instance runs,", submit.Error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("0 of 2 intents answered\n", submit.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingTopics_AreNamedWithTheWayOut()
    {
        using var watch = instance.Call("watch", "--prefix", "other");

        Assert.Equal(1, watch.ExitCode());
        Assert.Equal("error: the topic `other.decisions` does not exist; create the topics with `aegis topics apply`, or name their prefix with --prefix\n", watch.Error.ToString());
    }

    [Fact]
    public void NobodyAtTheAddress_IsSaidInOneLineWithExitCode69()
    {
        using var up = new CliCall("", "up", "-b", "127.0.0.1:1");

        Assert.Equal(69, up.ExitCode());
        Assert.Single(up.Error.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith("error: no Kafka cluster answered at 127.0.0.1:1 within ", up.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_AccountsForEveryIntentAndEndsWith0()
    {
        using var demo = new CliCall("", "demo", "--json", "--rate", "2000");

        Assert.Equal(0, demo.ExitCode());

        var summary = JsonDocument.Parse(demo.Output.ToString().TrimEnd().Split('\n')[^1]).RootElement.GetProperty("summary");
        Assert.Equal(400, summary.GetProperty("answered").GetInt32());
        Assert.Equal(0, summary.GetProperty("unanswered").GetInt32());
        Assert.Equal(18, summary.GetProperty("outcomes").GetProperty("dead_letter").GetInt32());
        Assert.StartsWith("warning: the embedded broker is for evaluation only: ", demo.Error.ToString(), StringComparison.Ordinal);
    }

    private static string Intent(string id) => $$"""{"id":"{{id}}","tenant":"acme","agent":"nobody","tool":"crm","action":"read_account"}""";
}
