using System.Text.Json.Nodes;
using Aegis.Streams.Policy.Testing;
using Aegis.Streams.Yaml;
using Json.Schema;

namespace Aegis.Streams.Tests.Policy.Testing;

/// <summary>The schema of tests, in the hands of a validator that is not ours.</summary>
public sealed class FixtureSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(FixtureLanguage.WriteSchema());

    [Fact]
    public void File_IsWhatTheGrammarSays()
    {
        var file = RepositoryFiles.PathOf("policies", "schema", "policy-test.schema.json");
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllText(file, FixtureLanguage.WriteSchema());

        Assert.Equal(FixtureLanguage.WriteSchema(), File.ReadAllText(file));
    }

    [Fact]
    public void TestsOfTheLibrary_AreValid() =>
        Assert.All(Directory.EnumerateFiles(RepositoryFiles.PathOf("policies"), "*.test.yaml", SearchOption.AllDirectories), file => Assert.True(IsValid(File.ReadAllText(file)), file));

    [Theory]
    [InlineData("tests: {}\n")]
    [InlineData("tests: []\nrules: []\n")]
    [InlineData("tests:\n  - name: one\n    expect: {outcome: maybe}\n")]
    [InlineData("tests:\n  - expect: {outcome: deny}\n")]
    public void FaultyFile_IsInvalid(string text) => Assert.False(IsValid(TestTexts.Head + text));

    private static bool IsValid(string text)
    {
        var root = Assert.Single(YamlReader.Read(text, "tests", fault => Assert.Fail(fault.Message)));
        return Schema.Evaluate(JsonNode.Parse(NodeJson.Write(root).Span)).IsValid;
    }
}
