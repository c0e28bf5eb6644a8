using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rego;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>Policies in their typed form, and what a real Open Policy Agent decides by their Rego.</summary>
internal static class RegoScene
{
    public static DateTimeOffset DecisionTime { get; } = new(2026, 11, 28, 10, 5, 0, TimeSpan.Zero);

    public static CallFacts Call { get; } = new() { Tenant = "acme", Agent = "composer", Tool = "pricing", Action = "quote" };

    public static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text);

    public static ExactDecimal Number(string text) =>
        ExactDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var number) ? number : throw new ArgumentException(text);

    public static ImmutableArray<NameGlob> Globs(params string[] texts) =>
        [.. texts.Select(text => NameGlob.TryParse(text, out var glob) ? glob : throw new ArgumentException(text))];

    public static ParameterCondition Parameter(string path, params ParameterTest[] tests) => new(Path(path), [.. tests]);

    public static NumberRange AtMost(string max) => new(null, Number(max));

    public static PolicyRule Rule(RuleEffect effect, Condition condition) =>
        new() { Id = $"p/{effect.ToString().ToLowerInvariant()}", Effect = effect, When = condition, AcceptsUnknown = true };

    public static PolicyDocument Document(params PolicyRule[] rules) => new() { Name = "p", Rules = [.. rules] };

    /// <summary>Exports policies; there must be no refusal.</summary>
    public static string Rego(params PolicyDocument[] documents)
    {
        var export = RegoExport.Of([.. documents]);
        Assert.Empty(export.Refusals);
        return export.Text!;
    }

    /// <summary>Decides calls that differ in their arguments.</summary>
    public static string[] Verdicts(PolicyDocument[] documents, CallFacts call, params string[] arguments)
    {
        var facts = DerivedFacts.Of([.. documents]);
        var inputs = arguments.Select(text => PolicyInput.Write(facts, call, Encoding.UTF8.GetBytes(text), DecisionTime, "production")).ToArray();
        return [.. OpaBatch.Evaluate(Rego(documents), inputs).Select(decision => decision.GetProperty("verdict").GetString()!)];
    }

    /// <summary>Says for each arguments whether a condition certainly holds (`T`), certainly does not (`F`), or cannot be told (`U`).</summary>
    public static string Kleene(Condition condition, params string[] arguments)
    {
        // A permit applies if its condition holds; a forbid does not if its condition does not.
        var document = Document(Rule(RuleEffect.Permit, condition), Rule(RuleEffect.Forbid, condition));
        var facts = DerivedFacts.Of([document]);
        var inputs = arguments.Select(text => PolicyInput.Write(facts, Call, Encoding.UTF8.GetBytes(text), DecisionTime, "production")).ToArray();
        return string.Concat(OpaBatch.Evaluate(Rego(document), inputs).Select(Value));
    }

    private static char Value(JsonElement decision)
    {
        var rules = string.Join(' ', decision.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()));
        return rules switch
        {
            "p/forbid p/permit" => 'T',
            "" => 'F',
            "p/forbid" => 'U',
            _ => '?',
        };
    }
}
