using System.Text.Json;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>
/// The schema that editors check with and the loader say the same of every example and every negative. What only the loader can find is named in
/// `tests/vectors/policy-documents/beyond-schema.json` with the reason why no schema does: a fault that is new there must be put there.
/// </summary>
public sealed class SchemaAgreementTests
{
    private static readonly JsonElement Vectors = Read("beyond-schema.json");

    private static IEnumerable<(string Text, string Error)> Negatives =>
        PolicyFaultTests.Shapes.Concat(PolicyFaultTests.ConditionShapes).Concat(PolicyFaultTests.Meanings).Select(row => (row.Data.Item1, row.Data.Item2[0]));

    [Fact]
    public void EveryExample_IsTakenByBoth()
    {
        var folders = Directory.EnumerateDirectories(RepositoryFiles.PathOf("policies", "examples"))
            .Append(RepositoryFiles.PathOf("policies", "demo")).Append(RepositoryFiles.PathOf("tests", "vectors", "policy-content"));
        var files = new List<string>();
        foreach (var folder in folders)
        {
            string[] written = [.. Directory.EnumerateFiles(folder, "*.yaml").Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal))];
            Assert.Empty(PolicyLoader.LoadDocuments(PolicyLoader.ReadFiles(written)).Errors);
            files.AddRange(written);
        }

        Assert.True(files.Count >= 14, $"Only {files.Count} examples were found.");
        Assert.All(files, file => Assert.True(PolicySchemaTests.Takes(File.ReadAllText(file)), file));
    }

    [Fact]
    public void EveryNegative_IsRefusedByBoth_OrNamedAsBeyondTheSchema()
    {
        var beyond = new List<string>();
        foreach (var (text, error) in Negatives)
        {
            Assert.NotEmpty(PolicyLoader.LoadDocuments([new PolicySource("p.yaml", text)]).Errors);
            if (PolicySchemaTests.Takes(text)) beyond.Add(error);
        }

        var named = Vectors.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("error").GetString()!).ToList();
        Assert.Equal(named.Distinct(), named);
        Assert.True(beyond.Except(named).FirstOrDefault() is null, $"The schema takes what the loader refuses, and the list does not say why:\n{string.Join('\n', beyond.Except(named))}");
        Assert.True(named.Except(beyond).FirstOrDefault() is null, $"The schema knows these by now, or they are gone:\n{string.Join('\n', named.Except(beyond))}");
        Assert.True(beyond.Count < Negatives.Count() / 2, "The schema finds too little to be worth having.");
    }

    [Fact]
    public void EveryReason_IsExplainedAndUsed() => Assert.Equal(
        Vectors.GetProperty("codes").EnumerateObject().Select(code => code.Name).Order(StringComparer.Ordinal),
        Vectors.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal));

    /// <summary>These are no YAML or JSON of one meaning, so that there is nothing a schema could look at.</summary>
    [Fact]
    public void EveryRefusedText_IsRefusedByTheLoaderAtTheSamePlace()
    {
        foreach (var one in Read("refused.json").GetProperty("cases").EnumerateArray())
        {
            var source = new PolicySource($"p.{one.GetProperty("format").GetString()}", one.GetProperty("text").GetString()!);
            var errors = PolicyLoader.LoadDocuments([source]).Errors;

            Assert.True(errors.Any(error => error.Line == one.GetProperty("line").GetInt32() && error.Message == one.GetProperty("message").GetString()), $"{one.GetProperty("name")}: {string.Join("; ", errors)}");
        }
    }

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("tests", "vectors", "policy-documents", name))).RootElement;
}
