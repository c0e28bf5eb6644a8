using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>The words that generated policies and calls are made of, and ways to choose among them.</summary>
internal static class RandomWords
{
    public static readonly string[] Agents = ["sales-composer", "sales-helper", "finance-agent", "prospect-finder"];
    public static readonly string[] Tenants = ["acme", "globex", "initech"];
    public static readonly string[] Groups = ["sales", "finance", "emea.sales"];
    public static readonly string[] Roles = ["composer", "reader"];
    public static readonly string[] Tools = ["pricing-api", "crm", "billing:v1/invoices", "web.search"];
    public static readonly string[] Actions = ["generate_quote", "read_account", "list_invoices", "search"];
    public static readonly string[] Texts = ["EUR", "USD", "QB-1", "qb-2", "", "é", "e\u0301", "😀", "～", "a\"b\\c", "line\nbreak", "\u0001", "true", "25"];
    public static readonly string[] Sentences = ["Quotes over the limit need approval.", "Zu groß – bitte fragen.", "Say \"please\"\tfirst."];
    public static readonly string[] Numbers = ["0", "1", "-1", "25", "25.5", "100", "0.1", "-273.15", "1e3", "1e-60", "25.0000000000000000000000000001", "50000", "9007199254740993"];
    public static readonly string[] Zones = ["Europe/Berlin", "UTC", "America/New_York", "Asia/Kolkata"];
    public static readonly string[] Places = ["https://api.example.com/v1", "https://*.example.com", "http://localhost:8080", "https://example.org:8443/a/b"];

    public static readonly ImmutableArray<Pattern> Patterns = [.. new[] { "QB-[0-9]+", "[a-z]{2,5}", "(EUR|USD)", "[^x]*" }.Select(ParsePattern)];

    public static readonly ImmutableArray<ParameterPath> Paths =
        [.. new[] { "quantity", "discount_percent", "unit_price", "sku", "note", "customer.country", "items[*].sku", "items[*].discount_percent", "headers[\"x.y\"]", "tags[*]", "when" }.Select(Path)];

    public static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text);

    public static NameGlob Glob(string text) => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException(text);

    public static ExactDecimal Number(string text) => ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value) ? value : throw new ArgumentException(text);

    public static Pattern ParsePattern(string text) => Pattern.TryParse(text, out var pattern, out var fault) ? pattern : throw new ArgumentException(fault.Message);

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Says yes once in so many times.</summary>
    public static bool Often(this Random random, int times) => random.Next(times) == 0;

    /// <summary>Chooses up to so many different items.</summary>
    public static ImmutableArray<T> Some<T>(this Random random, IReadOnlyList<T> items, int most, int least = 0) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => random.Pick(items)).Distinct()];

    /// <summary>Makes a list of globs of names: none, the names themselves, a beginning with a wildcard, or everything.</summary>
    public static ImmutableArray<NameGlob> Globs(this Random random, IReadOnlyList<string> names) => random.Next(5) switch
    {
        0 => [],
        1 => [Glob("**")],
        2 => [Glob($"{random.Pick(names)[..3]}*"), .. random.Some(names, 1).Select(Glob)],
        _ => [.. random.Some(names, 3, least: 1).Select(Glob)],
    };
}
