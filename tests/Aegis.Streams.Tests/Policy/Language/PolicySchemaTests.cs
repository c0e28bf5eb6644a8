using System.Globalization;
using System.Text.Json.Nodes;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Yaml;
using Json.Schema;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>The schema for editors, in the hands of a validator that is not ours.</summary>
public sealed class PolicySchemaTests
{
    private const string Path = "policies/schema/policy.schema.json";

    private static readonly JsonSchema Schema = JsonSchema.FromText(PolicyLanguage.WriteSchema());

    public static TheoryData<string> Examples =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("policies"), "*.yaml", SearchOption.AllDirectories).Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal)), RepositoryFiles.PathOf("tests", "vectors", "policy-content", "policies.yaml")];

    [Fact]
    public void File_IsWhatTheGrammarSays()
    {
        var file = RepositoryFiles.PathOf(Path);
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllText(file, PolicyLanguage.WriteSchema());

        Assert.Equal(PolicyLanguage.WriteSchema(), File.ReadAllText(file));
    }

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void Example_IsValid(string file) => Assert.All(Documents(File.ReadAllText(file)), document => Assert.True(IsValid(document), document?.ToJsonString()));

    [Theory]
    [MemberData(nameof(PolicyFaultTests.Shapes), MemberType = typeof(PolicyFaultTests), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(PolicyFaultTests.ConditionShapes), MemberType = typeof(PolicyFaultTests), DisableDiscoveryEnumeration = true)]
    public void StructuralFault_IsInvalid(string text, params string[] errors) =>
        Assert.False(Takes(text), $"The schema takes what the reader refuses: {string.Join("; ", errors)}");

    [Fact]
    public void EveryMapping_IsClosed() => Assert.All(
        JsonNode.Parse(PolicyLanguage.WriteSchema())!["$defs"]!.AsObject(),
        definition => Assert.True(definition.Value!["oneOf"] is not null || definition.Value["additionalProperties"]!.GetValueKind() == System.Text.Json.JsonValueKind.False, definition.Key));

    /// <summary>Says whether every document of a text is valid.</summary>
    internal static bool Takes(string text) => Documents(text).All(IsValid);

    private static bool IsValid(JsonNode? document) => Schema.Evaluate(document).IsValid;

    private static List<JsonNode?> Documents(string text)
    {
        var faults = new List<string>();
        var documents = YamlReader.Read(text, "policies", fault => faults.Add(fault.Message)).Select(ToJson).ToList();
        Assert.Empty(faults);
        return documents;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
        YamlScalar { Type: ScalarType.Text } scalar => JsonValue.Create(scalar.Text),
        YamlScalar { Type: ScalarType.Null } => null,
        YamlScalar { Type: ScalarType.Number } scalar when !decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => decimal.MaxValue, // The validator has no larger one.
        YamlScalar scalar => JsonNode.Parse(scalar.Text),
        _ => throw new NotSupportedException($"A node of type {node.GetType().Name} has no JSON."),
    };
}
