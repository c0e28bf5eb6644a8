using Aegis.Streams.IntegrationTests.Node;
using Aegis.Streams.Tests;

namespace Aegis.Streams.IntegrationTests.Contracts;

/// <summary>`buf` guards the contracts: `proto/buf.yaml` says by which rules, `proto/aegis.v1.binpb` is what was last published.</summary>
public sealed class BufTests
{
    private const string Published = "proto/aegis.v1.binpb";

    [Fact]
    public void Contracts_FollowTheRules() => AssertClean(NodeScript.RunPackaged("buf", "lint", "proto"));

    [Fact]
    public void Contracts_BreakNothingThatWasPublished() => AssertClean(NodeScript.RunPackaged("buf", "breaking", "proto", "--against", Published));

    [Theory]
    [InlineData("string intent_id = 2;", "string intent = 2;")]
    [InlineData("string intent_id = 2;", "string intent_id = 21;")]
    [InlineData("OUTCOME_SANITIZE = 2;", "OUTCOME_REDACT = 2;")]
    [InlineData("bool replayed = 17;", "int32 replayed = 17;")]
    public void ChangedFieldOrName_IsCaught(string published, string changed)
    {
        var folder = Directory.CreateTempSubdirectory("aegis-proto-");
        try
        {
            Copy(RepositoryFiles.PathOf("proto"), folder.FullName);
            var file = Path.Combine(folder.FullName, "aegis", "v1", "decision.proto");
            var text = File.ReadAllText(file);
            Assert.Contains(published, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(published, changed, StringComparison.Ordinal));

            var (lines, exitCode) = NodeScript.RunPackaged("buf", "breaking", folder.FullName, "--against", Published);

            Assert.Equal(100, exitCode);
            Assert.Contains(lines, line => line.Contains("decision.proto", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertClean((string[] Lines, int ExitCode) run) => Assert.True(run.ExitCode == 0, string.Join('\n', run.Lines));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
