using Aegis.Streams.Cli;

namespace Aegis.Streams.Tests.Topology;

/// <summary>What the verbs that need no cluster print, compared with files beside this one.</summary>
public sealed class TopologyVerbTests
{
    [Theory]
    [InlineData("describe.txt", "topology", "describe")]
    [InlineData("describe.json", "topology", "describe", "--format", "json")]
    [InlineData("describe.mmd", "topology", "describe", "--format", "mermaid")]
    [InlineData("describe-streamiz.txt", "topology", "describe", "--engine", "streamiz")]
    [InlineData("acls.sh", "topics", "plan", "--acls")]
    [InlineData("acls.jsonl", "topics", "plan", "--acls", "--json")]
    public async Task Output_IsThatOfTheFile(string file, params string[] words)
    {
        var (exitCode, output, talk) = await Run(words);

        Assert.Equal((0, ""), (exitCode, talk));
        Assert.Equal(await File.ReadAllTextAsync(RepositoryFiles.PathOf("tests", "Aegis.Streams.Tests", "Topology", file)), output);
    }

    [Fact]
    public async Task PrefixAndTasks_AreTakenOver()
    {
        var (_, output, _) = await Run("topology", "describe", "--prefix", "acme", "--tasks", "3", "--json");

        Assert.Contains("\"prefix\":\"acme\",\"tasks\":3", output, StringComparison.Ordinal);
        Assert.Contains("{\"topic\":\"acme.intents\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedCluster_StandsInTheCommands()
    {
        var (_, output, _) = await Run("topics", "plan", "--acls", "--bootstrap-servers", "k:9092", "-X", "security.protocol=SSL");

        Assert.Contains("kafka-acls.sh --bootstrap-server k:9092 --command-config client.properties --add --allow-principal 'User:aegis'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileWithFaults_IsRefusedWithTheirPlaces()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "tasks: 0\n", TestContext.Current.CancellationToken);

            var (exitCode, output, talk) = await Run("topology", "describe", "--topology", file);

            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith($"error: the topology was not loaded: {file}:1:8: `tasks` must be a whole number from 1 to 10000, not `0`; {file}:1:1: key `replication` is missing", talk, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Talk)> Run(params string[] words)
    {
        using var output = new StringWriter();
        using var talk = new StringWriter();
        var host = new CliHost { Input = Stream.Null, Output = output, Error = talk, Variable = _ => null };
        var exitCode = await AegisCli.RunAsync(words, host, CancellationToken.None);
        return (exitCode, output.ToString(), talk.ToString());
    }
}
