using Aegis.Streams.IntegrationTests.Cli.Tables;

namespace Aegis.Streams.IntegrationTests.Cli.Agents;

public sealed class AgentsVerbTests : IDisposable
{
    private const string Composer = """{"tenant":"acme","agent":"sales-composer","groups":["sales"],"roles":["quote-writer"],"attributes":{"owner":"x"},"state":"enabled","updated_at":"2026-11-02T08:30:00Z"}""" + "\n";
    private const string Finder = """{"tenant":"globex","agent":"prospect-finder","state":"disabled"}""" + "\n";

    private readonly TableVerbScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task LoadedAgents_AreListedAsTheSameFileAndAsATable()
    {
        var load = await _scene.Run(["agents", "load", _scene.Write("agents.jsonl", Composer + Finder)]);
        var json = await _scene.Run(["agents", "list", "--json"]);
        var text = await _scene.Run(["agents", "list", "--tenant", "acme"]);

        Assert.Equal(0, load.ExitCode);
        Assert.Equal(Composer + Finder, json.Data);
        Assert.Equal(
            "AGENT                STATE    GROUPS  ROLES         UPDATED               NAME\n" +
            "acme/sales-composer  enabled  sales   quote-writer  2026-11-02T08:30:00Z  -\n",
            text.Data);
    }

    [Fact]
    public async Task DisableAndEnable_ChangeTheStateAloneAndSayWhatItWas()
    {
        await _scene.Run(["agents", "load", _scene.Write("agents.jsonl", Composer + Finder)]);

        var disable = await _scene.Run(["agents", "disable", "acme/sales-composer", "globex/prospect-finder"]);
        var disabled = await _scene.Run(["agents", "list", "--json", "--tenant", "acme"]);
        var enable = await _scene.Run(["agents", "enable", "acme/sales-composer"]);

        Assert.Equal((0, "globex/prospect-finder was disabled already\nacme/sales-composer is disabled; it was enabled\n"), (disable.ExitCode, disable.Talk));
        Assert.StartsWith("""{"tenant":"acme","agent":"sales-composer","groups":["sales"],"roles":["quote-writer"],"attributes":{"owner":"x"},"state":"disabled","updated_at":""", disabled.Data, StringComparison.Ordinal);
        Assert.Equal((0, "acme/sales-composer is enabled; it was disabled\n"), (enable.ExitCode, enable.Talk));
    }

    [Fact]
    public async Task UnknownAgent_IsIncompleteAndTheOthersAreDone()
    {
        await _scene.Run(["agents", "load", _scene.Write("agents.jsonl", Composer)]);

        var disable = await _scene.Run(["agents", "disable", "acme/nobody", "acme/sales-composer"]);

        Assert.Equal(2, disable.ExitCode);
        Assert.Equal(
            "warning: no agent acme/nobody is registered; `aegis agents list` shows those that are, as TENANT/AGENT\nacme/sales-composer is disabled; it was enabled\n", disable.Talk);
    }
}
