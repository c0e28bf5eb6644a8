using System.Text.Json;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Counts what tests reach of a policy set.</summary>
internal sealed class CoverageMeter
{
    private readonly Dictionary<string, RuleMeter> _rules = new(StringComparer.Ordinal);

    public CoverageMeter(PolicySnapshot policy)
    {
        foreach (var rule in policy.Documents.SelectMany(document => document.Rules)) _rules[rule.Id] = new RuleMeter(rule);
    }

    /// <summary>Counts a test.</summary>
    public void Count(PolicyQuestion question, PolicyAnswer answer)
    {
        if (answer.Trace is not { } trace) return;
        using var parameters = JsonDocument.Parse(question.Parameters.IsEmpty ? "{}"u8.ToArray() : question.Parameters);
        foreach (var rule in trace.Rules)
            if (rule.When is not null && _rules.TryGetValue(rule.Rule.Id, out var meter)) meter.Count(rule, parameters.RootElement, question.DecisionTime);
    }

    public PolicyCoverage ToCoverage()
    {
        var meters = _rules.Values.OrderBy(meter => meter.Rule.Id, StringComparer.Ordinal).ToArray();
        return new PolicyCoverage([.. meters.Select(meter => meter.ToRule())], [.. meters.SelectMany(meter => meter.ToBoundaries())]);
    }

    private sealed class RuleMeter(PolicyRule rule)
    {
        private readonly ParameterBoundaries[] _boundaries = [.. ParameterBoundaries.Of(rule)];
        private readonly HashSet<(string Path, string? Bound, string Point)> _tried = [];
        private int _applied;
        private int _silent;

        public PolicyRule Rule => rule;

        public void Count(RuleTrace trace, JsonElement parameters, DateTimeOffset at)
        {
            if (trace.Applies) _applied++;
            else _silent++;
            foreach (var boundaries in _boundaries)
            {
                foreach (var value in JsonPlaces.At(parameters, boundaries.Path)) Try(boundaries, value);
                if (boundaries.CurrencyPath is { } path && !JsonPlaces.At(parameters, path).Any(code => code is { ValueKind: JsonValueKind.String } text && text.GetString() == boundaries.Currency)) continue;
                foreach (var bound in boundaries.Bounds)
                    foreach (var value in JsonPlaces.At(parameters, boundaries.Path))
                        if (value is { } found && bound.Compare(found, at) is { } side) _tried.Add((boundaries.Path.Text, bound.Text, SideWords[Math.Sign(side) + 1]));
            }
        }

        public RuleCoverage ToRule() => new(rule.Id, _applied, _silent, rule.When is not AllOf { Parts.IsEmpty: true });

        public IEnumerable<BoundaryCoverage> ToBoundaries()
        {
            var known = new HashSet<(string, string?)>();
            foreach (var boundaries in _boundaries)
            {
                var path = boundaries.Path.Text;
                if (known.Add((path, null))) yield return Cover(path, null, boundaries.HasType ? ["null", "wrong_type", "missing"] : ["missing"]);
                foreach (var bound in boundaries.Bounds)
                    if (known.Add((path, bound.Text))) yield return Cover(path, bound.Text, bound is CountBound { Count: 0 } ? SideWords[1..] : SideWords);
            }
        }

        private static readonly string[] SideWords = ["below", "at", "above"];

        private void Try(ParameterBoundaries boundaries, JsonElement? value)
        {
            var path = boundaries.Path.Text;
            if (value is not { } found) _tried.Add((path, null, "missing"));
            else if (found.ValueKind == JsonValueKind.Null) _tried.Add((path, null, "null"));
            else if (ValueTypes.Of(boundaries.Tests) is { } kind && found.ValueKind != kind && !(IsTruth(found.ValueKind) && IsTruth(kind))) _tried.Add((path, null, "wrong_type"));
        }

        private static bool IsTruth(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False;

        private BoundaryCoverage Cover(string path, string? bound, string[] points) =>
            new(rule.Id, path, bound, [.. points.Select(point => new BoundaryPoint(point, _tried.Contains((path, bound, point))))]);
    }
}
