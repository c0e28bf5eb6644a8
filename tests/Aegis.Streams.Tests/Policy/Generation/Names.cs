using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Few names, so that rules meet calls, and patterns that match some of them.</summary>
/// <param name="values">Names of calls.</param>
/// <param name="globs">Names and patterns of rules.</param>
internal sealed class Names(ImmutableArray<string> values, ImmutableArray<string> globs)
{
    public static Names Tenants { get; } = new(["acme", "globex"], ["acme", "globex", "acm*", "**"]);

    public static Names Agents { get; } = new(
        ["sales", "sales-eu", "ops.night", "bot"],
        ["sales", "sales-eu", "bot", "ops.night", "sales*", "sales-*", "*", "**", "ops.*", "ops*", "s*s", "*.night", "o*.n*t", "**t", "*s*e*"]);

    public static Names Groups { get; } = new(["finance", "emea", "emea.north"], ["finance", "emea", "emea.north", "**", "emea*"]);

    public static Names Roles { get; } = new(["seller", "admin"], ["seller", "admin", "**", "*"]);

    public static Names Tools { get; } = new(
        ["crm", "pricing-api", "mail.v2", "mcp:files/read"],
        ["crm", "pricing-api", "mail.v2", "mail*", "mail.*", "mail.**", "**", "*", "*.v2", "p*i", "pricing-*", "mcp:*/*", "mcp:**", "m**v2", "m*c*"]);

    public static Names Actions { get; } = new(
        ["quote", "send", "quote.bulk", "lookup"],
        ["quote", "send", "lookup", "quote*", "quote.*", "quote**", "*", "**", "l*p", "q*.b*", "*o*k*p"]);

    public ImmutableArray<string> Values => values;

    public ImmutableArray<NameGlob> NextGlobs(Dice dice, int most = 2) => [.. dice.PickSome(globs, 1, most).Select(Spelt.Glob)];

    /// <summary>Picks a name, mostly one that a rule speaks of.</summary>
    public string NextName(Dice dice, ImmutableArray<NameGlob> wanted)
    {
        var fitting = values.Where(name => wanted.Any(glob => glob.Matches(name))).ToList();
        return fitting.Count > 0 && dice.Percent(90) ? dice.Pick(fitting) : dice.Pick(values);
    }
}
