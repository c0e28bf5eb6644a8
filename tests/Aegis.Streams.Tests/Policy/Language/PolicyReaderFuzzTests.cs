using System.Text.Json.Nodes;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Damaged documents give faults, never exceptions, and nothing unknown is taken.</summary>
public sealed class PolicyReaderFuzzTests
{
    private static readonly string Source = File.ReadAllText(RepositoryFiles.PathOf("tests", "vectors", "policy-content", "policies.yaml"));

    [Fact]
    public void MutatedLines_GiveFaultsOrPolicies()
    {
        var lines = Source.Split('\n');
        string[] scraps = ["", "-", "- ", "  ", ": ", "{", "}", "[", "]", "\"", "null", "25", "true", "x", "*", "**", "min: 1", "not: ", "any: []", "fragment: f", "# x", "now+P1D", "items[*].a", "---"];
        FuzzRun.Each(400, (random, _) =>
        {
            var mutated = lines.ToList();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var index = random.Next(mutated.Count);
                var at = random.Next(mutated[index].Length + 1);
                switch (random.Next(5))
                {
                    case 0:
                        mutated.RemoveAt(index);
                        break;
                    case 1:
                        mutated.Insert(random.Next(mutated.Count), mutated[index]);
                        break;
                    case 2:
                        mutated[index] = $"{mutated[index][..at]}{scraps[random.Next(scraps.Length)]}";
                        break;
                    case 3:
                        mutated[index] = $"  {mutated[index]}";
                        break;
                    default:
                        mutated[index] = mutated[index].Insert(at, scraps[random.Next(scraps.Length)]);
                        break;
                }
            }

            AssertReadOrRefused(string.Join('\n', mutated), "p.yaml");
        });
    }

    [Fact]
    public void MovedValues_GiveFaultsOrPolicies() => FuzzRun.Each(400, (random, _) =>
    {
        var root = JsonNode.Parse(GeneralForm)!;
        var nodes = Walk(root).Where(node => node.Parent is not null).ToList();
        var copy = nodes[random.Next(nodes.Count)].DeepClone();
        nodes[random.Next(nodes.Count)].ReplaceWith(random.Next(4) switch { 0 => JsonValue.Create(random.Next(-2, 100)), 1 => JsonValue.Create(true), 2 => JsonValue.Create("**"), _ => copy });
        AssertReadOrRefused(root.ToJsonString(), "p.json");
    });

    [Fact]
    public void DamagedCharacters_GiveFaultsOrPolicies() => FuzzRun.Each(800, (random, number) =>
    {
        string[] scraps =
        [
            "\0", "\t", "\r", "\u0085", "\u200b", "\u2028", "\ufeff", "\ud800", "\U0001F600", "'", "\"", "\\", "\\x", "%", "@", "&a", "*a", "!!str ", "|", ">", "? ", "---", "...", "<<: ", "#", "0x", "1_000", "12:30", "1e100000",
            "-1e-100000", new string('7', 2_000), new string('[', 200), new string('{', 200), new string('(', 200), string.Concat(Enumerable.Repeat("not: {", 40)), "a{1000}{1000}{1000}", "(a*)*(a*)*", "P99999999999999999999D", "now+P99999999999D",
        ];
        var isJson = number % 2 == 1;
        var text = isJson ? GeneralForm : Source;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(at + random.Next(12), text.Length);
            text = $"{text[..at]}{scraps[random.Next(scraps.Length)]}{text[end..]}";
        }

        AssertReadOrRefused(text, isJson ? "p.json" : "p.yaml");
    });

    [Fact]
    public void UnknownKeys_AreNeverTaken()
    {
        var count = Walk(JsonNode.Parse(GeneralForm)!).Count(node => node is JsonObject);
        for (var index = 0; index < count; index++)
        {
            var root = JsonNode.Parse(GeneralForm)!;
            Walk(root).OfType<JsonObject>().ElementAt(index)["zzz_unknown"] = "x";

            Assert.NotEmpty(PolicyLoader.LoadDocuments([new PolicySource("p.json", root.ToJsonString())]).Errors);
        }
    }

    private const string GeneralForm = """
        {"apiVersion":"aegis/v1","kind":"Policy","name":"quotes","defaults":{"who":{"agents":"a"},"approval":{"quorum":2}},
         "fragments":{"f":[{"parameter":"x","type":"string"}]},
         "tools":[{"name":"crm","class":"read","parameters":{"x":{"type":"string"},"items[*].q":{"min":1}}}],
         "dlp_profiles":[{"name":"p","entities":["EMAIL","SECRET"],"operator":"mask","operators":{"SECRET":"block"},"mask_keep":{"first":1,"last":2},"threshold":70,"thresholds":{"EMAIL":50},"parameters":["x"],"except":["x.y"],"allow":["a@example.com"]}],
         "rules":[
          {"id":"a","effect":"permit","what":{"tools":["crm"]},"catalog":{"sku":"items[*].sku","price":"items[*].p"},"on_error":"allow",
           "when":[{"any":[{"parameter":"q","min":1,"below":5},{"not":{"parameter":"c","in":["a",1]}}]},{"fragment":"f"},{"compare":"q * 2 <= 5"}],
           "unless":[{"time":{"zone":"UTC","days":["mon"]}},{"money":{"amount":"m","currency":"c","limits":{"EUR":{"max":1}}}}]},
          {"id":"b","effect":"sanitize","dlp":{"profile":"p","parameters":["x"]},"when":[{"egress":"https://a.example.com"},{"attribute":"r","equals":"x"}]},
          {"id":"c","effect":"require_approval","approval":{"group":"g","expires":"PT1H"},"when":[{"environment":"production"},{"all":[{"parameter":"d","not_before":"now-P1D"}]}]}]}
        """;

    private static void AssertReadOrRefused(string text, string file)
    {
        try
        {
            var loading = PolicyLoader.LoadDocuments([new PolicySource(file, text)]);
            Assert.Equal(loading.Errors.IsEmpty, loading.Succeeded);
            if (loading.Succeeded) Assert.True(PolicyContent.Read(PolicyContent.Write(loading.Documents.Value)).Succeeded, "What was read cannot be read again.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{fault.Message}\n{text}", fault);
        }
    }

    private static IEnumerable<JsonNode> Walk(JsonNode node) => node switch
    {
        JsonObject mapping => mapping.Where(pair => pair.Value is not null).SelectMany(pair => Walk(pair.Value!)).Prepend(node),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Walk(item!)).Prepend(node),
        _ => [node],
    };
}
