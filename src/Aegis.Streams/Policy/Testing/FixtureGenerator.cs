using System.Text.Json;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>
/// Makes tests of the bounds in policies: for each parameter that a rule tests, values at every bound and next to it, null, another type, and
/// none at all, each with the answer that the policies give today. What an author meant, only the author can say: the tests are for review.
/// </summary>
public static class FixtureGenerator
{
    private const int MaxTests = 10_000;

    /// <summary>Makes tests.</summary>
    /// <param name="policy">The policy set.</param>
    /// <returns>A file of tests in YAML, with at most 10,000 of them.</returns>
    public static string Generate(PolicySnapshot policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var writer = new FixtureWriter(policy.Revision);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in policy.Program.Rules)
        {
            var boundaries = ParameterBoundaries.Of(rule.Rule).ToArray();
            if (boundaries.Length == 0) continue;
            var call = SampleCall.Of(policy.Program, rule);
            foreach (var (name, parameters) in boundaries.SelectMany(boundary => Probes(boundary, call)))
            {
                var full = $"{rule.Rule.Id}: {name}";
                if (names.Count == MaxTests) return writer.ToText();
                if (full.Length > 200 || full.Any(char.IsControl) || !names.Add(full)) continue;
                var question = call.Question with { Parameters = parameters.ToUtf8() };
                writer.Add(full, question, PolicyInquiry.Ask(policy, question));
            }
        }

        return writer.ToText();
    }

    private static IEnumerable<(string Name, SampleParameters Parameters)> Probes(ParameterBoundaries boundary, SampleCall call)
    {
        var path = boundary.Path;
        var parameters = call.Parameters.Copy();
        if (boundary.CurrencyPath is { } currency) parameters.Set(currency, JsonSerializer.Serialize(boundary.Currency));
        var usual = parameters.Find(path);
        foreach (var bound in boundary.Bounds)
        {
            foreach (var (side, word) in new[] { (0, "at"), (1, "above"), (-1, "below") })
                if (bound.Probe(side, usual, call.Question.DecisionTime) is { } value) yield return ($"{path} {word} {bound.Text}", With(parameters, path, value));
        }

        if (boundary.HasType)
        {
            yield return ($"{path} null", With(parameters, path, "null"));
            yield return ($"{path} of another type", With(parameters, path, OtherType(boundary, usual, call.Question.DecisionTime)));
        }

        var missing = parameters.Copy();
        if (missing.Remove(path)) yield return ($"{path} missing", missing);
    }

    /// <summary>A number as a text is the mistake that callers make most.</summary>
    private static string OtherType(ParameterBoundaries boundary, JsonElement usual, DateTimeOffset at) => ValueTypes.Of(boundary.Tests) switch
    {
        JsonValueKind.Number => JsonSerializer.Serialize(boundary.Bounds.Length > 0 ? boundary.Bounds[^1].Probe(0, usual, at)! : "1"),
        JsonValueKind.String or null => "1",
        _ => "\"x\"",
    };

    private static SampleParameters With(SampleParameters parameters, ParameterPath path, string json)
    {
        var changed = parameters.Copy();
        changed.Set(path, json);
        return changed;
    }
}
