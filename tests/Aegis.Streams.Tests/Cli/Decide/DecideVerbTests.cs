using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Cli.Decide;

/// <summary>What `aegis decide` does without a facade.</summary>
public sealed class DecideVerbTests : IDisposable
{
    private static readonly string[] Intent = ["--tenant", "acme", "--agent", "bot", "--tool", "crm", "--action", "send"];
    private readonly TemporaryFolder _folder = new();

    private string Token => _folder.File("token", "abc\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NobodyAtTheAddress_IsNoDecisionAndExitCode13()
    {
        var scene = new CliScene();

        Assert.Equal(13, scene.Run(["decide", .. Intent, "--facade", "http://127.0.0.1:1", "--token-file", Token, "--deadline", "20s"]));

        Assert.Equal("no decision     acme/bot                   client.unavailable: No facade could be reached at the address: Connection refused\n", scene.Output);
        Assert.Empty(scene.Error);
    }

    [Fact]
    public void NobodyAtTheAddress_IsARefusalInJson()
    {
        var scene = new CliScene();

        Assert.Equal(13, scene.Run(["decide", .. Intent, "--id", "i-1", "--facade", "http://127.0.0.1:1", "--token-file", Token, "--deadline", "20s", "--json"]));

        var line = JsonDocument.Parse(scene.Output).RootElement;
        Assert.Equal(("i-1", 14, "client.unavailable"), (line.GetProperty("intent_id").GetString(), line.GetProperty("refusal").GetProperty("status").GetInt32(), line.GetProperty("refusal").GetProperty("code").GetString()));
    }

    [Fact]
    public void IntentThatCannotBeRead_IsNotSentAndNamesTheField()
    {
        var scene = new CliScene { Input = new MemoryStream(Encoding.UTF8.GetBytes("""{"tenant":"acme","agent":"bot","tool":"crm"}""")) };

        Assert.Equal(13, scene.Run("decide", "-", "--token-file", Token));

        Assert.Equal("no decision     line 1                     intents.missing_field (action): The field action is required.\n", scene.Output);
    }

    [Theory]
    [InlineData("give a file of intents, or the options of one (--tenant, --agent, --tool, --action), not both")]
    [InlineData("give a file of intents, or the options of one (--tenant, --agent, --tool, --action), not both", "-", "--tenant", "acme")]
    [InlineData("--param must be name=value", "--tenant", "acme", "--param", "secret")]
    [InlineData("--param and --parameters exclude each other", "--tenant", "acme", "--param", "a=1", "--parameters", "{}")]
    [InlineData("""--parameters must be one JSON object, such as '{"sku":"SKU-000123"}'""", "--tenant", "acme", "--parameters", "[\"secret\"]")]
    [InlineData("--client-cert and --client-key go together", "-", "--client-cert", "a.pem")]
    [InlineData("--facade must be a URL such as http://127.0.0.1:9400 or https://aegis.example:9400", "-", "--facade", "127.0.0.1:9400")]
    [InlineData("the facade cannot be asked so: Address is plain http to another machine: use https, or set AllowsPlaintext where something between does TLS. (Parameter 'options')", "-", "--facade", "http://aegis.example")]
    [InlineData("--deadline must be positive, and at most 1h", "-", "--deadline", "2h")]
    public void WrongCommandLine_IsRefusedWithTheWayOut(string message, params string[] words)
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(["decide", .. words, "--token-file", Token]));

        Assert.Equal($"error: {message}\n", scene.Error);
    }

    [Fact]
    public void NoToken_NamesEveryWayToSayWhoCalls()
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run("decide", "-", "--state-dir", _folder.Path));

        Assert.Equal("error: the facade asks who calls: give --token-file, or --client-cert and --client-key, or the --state-dir of an embedded instance\n", scene.Error);
    }
}
