using System.Text;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Makes parameters of the words that generated conditions test.</summary>
internal sealed class RandomParameters(Random random)
{
    /// <summary>Makes parameters, as JSON.</summary>
    public string NextText() => NextObject(0, ["quantity", "discount_percent", "unit_price", "sku", "note", "when", "currency", "unit-price", "25", "customer", "items", "headers", "tags"]);

    /// <summary>Makes parameters that were read.</summary>
    public ParameterTable Next()
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes(NextText()), new IntentLimits(), "parameters"));
        return table;
    }

    private string NextObject(int depth, string[] names)
    {
        var members = names.Where(_ => random.Next(3) > 0).Select(name => $"{JsonEncode(name)}:{NextValue(name, depth)}");
        return $"{{{string.Join(',', members)}}}";
    }

    private string NextValue(string name, int depth) => random.Next(12) == 0 ? NextScalar() : (name, depth) switch
    {
        ("customer", _) => NextObject(depth + 1, ["country", "age"]),
        ("headers", _) => NextObject(depth + 1, ["x.y"]),
        ("tags", _) => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => NextScalar()))}]",
        ("items", _) => $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => NextObject(depth + 1, ["sku", "discount_percent", "price"])))}]",
        _ => NextScalar(),
    };

    private string NextScalar() => random.Next(10) switch
    {
        0 => "null",
        1 => random.Often(2) ? "true" : "false",
        < 6 => random.Pick(RandomWords.Numbers),
        6 => JsonEncode(random.Pick(RandomWords.Places)),
        7 => JsonEncode(random.Pick(["2026-05-01", "2026-01-01T00:00:00Z", "PT1M", "P1D", "QB-17", "abc"])),
        _ => JsonEncode(random.Pick(RandomWords.Texts)),
    };

    private static string JsonEncode(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
