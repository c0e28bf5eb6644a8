using System.CommandLine;
using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Cli;

public sealed class AegisCliTests
{
    private static readonly ParserConfiguration AsTheCommandLineDoes = new() { ResponseFileTokenReplacer = null };

    [Fact]
    public void EveryVerbThatHelpShows_HasAHandlerADescriptionAndExamplesThatParse()
    {
        var root = AegisCli.Compose(new GlobalOptions(), new CliScene().Host());
        var verbs = Leaves(root).ToList();

        Assert.Contains("up", verbs.Select(verb => verb.Name));
        Assert.All(verbs, verb => Assert.NotNull(verb.Handler));
        Assert.All(verbs, verb => Assert.EndsWith(".", verb.Description, StringComparison.Ordinal));
        Assert.All(verbs, verb => Assert.NotEmpty(verb.Examples));
        foreach (var example in verbs.SelectMany(verb => verb.Examples))
        {
            var command = example[example.IndexOf("aegis ", StringComparison.Ordinal)..].Split([" | ", " > ", " && ", "  #"], StringSplitOptions.None)[0];
            Assert.True(root.Parse(command["aegis ".Length..], AsTheCommandLineDoes).Errors.Count == 0, $"the example `{example}` does not parse");
        }
    }

    [Fact]
    public void Help_GoesToTheOutputAndEndsWithExitCodes()
    {
        var scene = new CliScene();

        Assert.Equal(0, scene.Run("watch", "--help"));

        Assert.Contains("  aegis watch --from beginning --tenant acme --outcome deny --outcome approval_needed\n", scene.Output, StringComparison.Ordinal);
        Assert.Contains("  69   no cluster answers, or none was named\n", scene.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Error);
    }

    [Fact]
    public void NoVerb_ShowsTheHelpAsTalk()
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run());

        Assert.Contains("  watch ", scene.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("error:", scene.Error, StringComparison.Ordinal);
        Assert.Empty(scene.Output);
    }

    [Theory]
    [InlineData("wach", "error: there is no verb `wach`\nsee `aegis --help`\n")]
    [InlineData("watch --count x", "error: --count must be a whole number of 1 and up, not `x`\nsee `aegis watch --help`\n")]
    [InlineData("watch --count 0", "error: --count must be a whole number of 1 and up, not `0`\nsee `aegis watch --help`\n")]
    [InlineData("watch --from x", "error: --from must be latest or beginning, not `x`\nsee `aegis watch --help`\n")]
    [InlineData("watch --outcome maybe", "error: --outcome must be allow or sanitize or approval_needed or deny, not `maybe`\nsee `aegis watch --help`\n")]
    [InlineData("watch --prefix a/b", "error: --prefix must be 1 to 200 characters of A-Z a-z 0-9 . _ -, not `a/b`\nsee `aegis watch --help`\n")]
    [InlineData("watch -X nonsense", "error: --property is no property; write key=value, such as security.protocol=SSL\n")]
    [InlineData("watch -b x:1 -X acks=1", "error: the property `acks` is set by Aegis itself, since its guarantees rest on it; remove it\n")]
    [InlineData("submit x.jsonl --timeout soon", "error: --timeout must be a time such as 500ms, 30s or 2m, up to 24h, not `soon`\nsee `aegis submit --help`\n")]
    [InlineData("up", "error: no cluster was named: give --bootstrap-servers HOST:PORT (or AEGIS_BOOTSTRAP_SERVERS) for Kafka, or --embedded for a broker in this process, whose audit log lives in memory only\n")]
    [InlineData("up --embedded --engine streamiz", "error: --engine streamiz needs a cluster: the embedded broker has no transactions that it could rely on; give --bootstrap-servers\n")]
    [InlineData("up --embedded --engine akka", "error: --engine must be native or streamiz, not `akka`\nsee `aegis up --help`\n")]
    [InlineData("topology describe --engine streamiz --json", "error: --engine streamiz is described as text only; leave --format and --json away\n")]
    [InlineData("bench stream --embedded --count 10 --engine native,streamiz", "error: --engine streamiz needs a cluster; give --bootstrap-servers\n")]
    [InlineData("bench stream --embedded --count 10 --engine akka", "error: --engine must be of native, streamiz, not `akka`\nsee `aegis bench stream --help`\n")]
    [InlineData("up --embedded -b x:1", "error: --embedded and --bootstrap-servers exclude each other; give one\n")]
    [InlineData("up -b x:1 --topic t", "error: --topic goes with --embedded; on a cluster, topics are made with `aegis topics apply`\n")]
    [InlineData("up -b localhost:1 --engine streamiz --roles streams,facade", "error: --engine streamiz has no role facade: a call cannot join its transactions; leave --engine out\n")]
    [InlineData("up --embedded --grpc-listen localhost", "error: an address must be like 127.0.0.1:9400 or [::1]:9400, not `localhost`\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --roles streams,sealer", "error: --roles: the role `sealer` is not in this version, which knows: streams, facade, lists\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --roles lists", "error: --roles: an instance of this version has the role streams, and may have others beside it\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --roles stream", "error: --roles: there is no role `stream`; this version knows: streams, facade, lists\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --threads 65", "error: --threads must be a whole number from 1 to 64, not `65`\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --reply-topics {tenant}/x", "error: --reply-topics must be 1 to 249 characters of A-Z a-z 0-9 . _ -, with {tenant} where the tenant goes, not `{tenant}/x`\nsee `aegis up --help`\n")]
    [InlineData("up --embedded --instance-id a/b", "error: --instance-id must be 1 to 64 characters of A-Z a-z 0-9 . _ -, not `a/b`\nsee `aegis up --help`\n")]
    public void WrongUsage_IsNamedInOneLineWithExitCode64(string words, string error)
    {
        var scene = new CliScene();

        Assert.Equal(64, scene.Run(words.Split(' ')));

        Assert.Equal(error, scene.Error);
        Assert.Empty(scene.Output);
    }

    [Fact]
    public void NoClusterAnywhere_NamesTheWaysToOne()
    {
        using var folder = new TemporaryFolder();
        var scene = new CliScene();

        Assert.Equal(69, scene.Run("watch", "--state-dir", folder.Path));

        Assert.Equal(
            $"error: no cluster was named and no embedded instance runs in {folder.Path}; name one with --bootstrap-servers HOST:PORT or AEGIS_BOOTSTRAP_SERVERS, or start one with `aegis up --embedded`\n",
            scene.Error);
    }

    [Fact]
    public void FaultOfAVerb_IsOneLineAndItsTraceIsForTheAsking()
    {
        var (plain, verbose) = (new CliScene(), new CliScene());

        Assert.Equal(1, plain.Run("submit", "/nowhere/x.jsonl"));
        Assert.Equal(1, verbose.Run("submit", "/nowhere/x.jsonl", "--verbose"));

        Assert.StartsWith("error: the file of intents /nowhere/x.jsonl cannot be read: ", plain.Error, StringComparison.Ordinal);
        Assert.Single(plain.Error.TrimEnd().Split('\n'));
        Assert.Contains("   at Aegis.Streams.Cli.Submit.", verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfProperties_IsRefusedByLineAndWithoutItsContent()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("kafka.properties", "# TLS\nsecurity.protocol=SSL\n\nsasl.password hunter2\n");
        var scene = new CliScene();

        Assert.Equal(64, scene.Run("watch", "--config", file, "--state-dir", folder.Path));

        Assert.Equal($"error: {file}:4 is no property; write key=value, such as security.protocol=SSL\n", scene.Error);
    }

    [Fact]
    public void FaultInAPolicy_NamesItsPlace()
    {
        using var folder = new TemporaryFolder();
        folder.File("p.yaml", "agent: a\nallowed_tool: []\n");
        var scene = new CliScene();

        Assert.Equal(1, scene.Run("up", "--embedded", "--policies", folder.Path, "--state-dir", folder.Path));

        Assert.Contains(
            $"""
            error: unknown key `allowed_tool` in a policy
              --> {folder.Path}/p.yaml:2:1
               |
             2 | allowed_tool: []
               | ^^^^^^^^^^^^ did you mean `allowed_tools`?

            """,
            scene.Error,
            StringComparison.Ordinal);
        Assert.EndsWith("error: the policies were not loaded: 2 errors in 1 file\n", scene.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<Verb> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [Assert.IsType<Verb>(command)] : command.Subcommands.Where(inner => !inner.Hidden).SelectMany(Leaves);
}
