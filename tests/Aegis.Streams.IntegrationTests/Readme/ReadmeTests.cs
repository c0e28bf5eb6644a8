using Aegis.Streams.IntegrationTests.Brokers;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>Every command of the README runs, in its order, in a copy of the repository, and shows what is written below it.</summary>
[Collection(nameof(ReadmeTests))]
public sealed class ReadmeTests(Workspace workspace)
{
    // The first command builds everything.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string Text = File.ReadAllText(Path.Combine(Workspace.RepositoryRoot().FullName, "README.md"));
    private static readonly IReadOnlyList<ReadmeBlock> Blocks = ReadmeBlock.Read(Text);

    [Fact]
    public async Task EmbeddedCommands_ShowWhatIsWritten() =>
        await Run(Blocks.Where(block => block is { IsConsole: true, NeedsKafka: false, IsOfContinuousIntegration: false }), address: "");

    [Fact]
    [Trait("Category", "Kafka")]
    public async Task KafkaCommands_ShowWhatIsWritten()
    {
        using var cluster = RealKafka.StartCluster();
        await Run(Blocks.Where(block => block.NeedsKafka), cluster.Connection.BootstrapServers);
    }

    [Fact]
    public void TestCommand_IsWhatContinuousIntegrationRuns()
    {
        var step = Assert.Single(Assert.Single(Blocks, block => block.IsOfContinuousIntegration).Steps);

        Assert.Equal("./tests/run", step.Command);
        Assert.Contains("../tests/run", File.ReadAllText(Path.Combine(workspace.Home, ".ci", "run")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "EmbeddingExample.cs")]
    [InlineData(1, "StreamizExample.cs")]
    public void Program_IsTheExampleThatIsTested(int number, string file)
    {
        var example = Lines(File.ReadAllText(Path.Combine(Workspace.RepositoryRoot().FullName, "tests", "Aegis.Streams.IntegrationTests", "Readme", file)));
        var programs = Blocks.Where(block => block.Words is ["csharp"]).ToList();

        Assert.Equal(2, programs.Count);
        Assert.Contains(string.Join('\n', Lines(string.Join('\n', programs[number].Text))), string.Join('\n', example), StringComparison.Ordinal);
    }

    /// <summary>Nothing that looks like a command escapes.</summary>
    [Fact]
    public void EveryBlock_IsOfAKindThatIsTested()
    {
        Assert.All(Blocks, block => Assert.True(block.IsConsole || block.Words is ["csharp"] or ["json"], $"README.md:{block.Line}: a block of `{string.Join(' ', block.Words)}`"));
        Assert.DoesNotContain("\n    ./", Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private async Task Run(IEnumerable<ReadmeBlock> blocks, string address)
    {
        var running = new List<BackgroundCommand>();
        workspace.OpenTerminal();
        try
        {
            foreach (var block in blocks)
            {
                foreach (var step in block.Steps)
                {
                    var command = step.Command.Replace("localhost:9092", address, StringComparison.Ordinal);
                    if (block.IsBackground)
                    {
                        running.Add(new BackgroundCommand(workspace, step, command));
                        await running[^1].IsShown(Patience);
                        continue;
                    }

                    var (exitCode, output) = workspace.Run(command, Patience);
                    Assert.True(exitCode == 0, $"README.md:{step.Line}: `{command}` ended with {exitCode}:\n{output}");
                    Assert.True(step.IsShownBy(output, isComplete: true), $"README.md:{step.Line}: `{command}` shows something else:\n{output}");
                }
            }

            Assert.All(running, command => Assert.Equal(0, command.Stop(Patience)));
        }
        finally
        {
            running.ForEach(command => command.Dispose());
        }
    }
}
