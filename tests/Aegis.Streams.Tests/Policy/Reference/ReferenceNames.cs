using System.Collections.Immutable;
using System.Text.Json;
using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Which parameters a permit knows, and which a call has, both as lists of steps.</summary>
internal static class ReferenceNames
{
    public static IEnumerable<ParameterPath> Named(PolicyRule rule) => [.. Named(rule.When), .. rule.Accepts, .. rule.Catalog?.Paths ?? []];

    /// <summary>Says whether every value of the parameters lies on the way to a known path, or in one that no longer path goes into.</summary>
    public static bool KnowsAll(IReadOnlyCollection<ParameterPath> known, JsonElement parameters) => All([], parameters).All(path =>
        known.Any(name => StartsWith(name.Steps, path)) || known.Any(name => StartsWith(path, name.Steps) && !known.Any(other => IsWithin(other, name))));

    private static ImmutableArray<Condition> Parts(Condition condition) => condition switch
    {
        AllOf all => all.Parts,
        AnyOf any => any.Parts,
        Not not => [not.Part],
        _ => [],
    };

    private static IEnumerable<ParameterPath> Named(Condition condition) => condition switch
    {
        ParameterCondition parameter => [parameter.Path],
        MoneyCondition money => [money.Amount, money.Currency],
        Comparison comparison => [.. Named(comparison.Left), .. Named(comparison.Right)],
        _ => Parts(condition).SelectMany(Named),
    };

    private static IEnumerable<ParameterPath> Named(Expression expression) => expression switch
    {
        ParameterTerm term => [term.Path],
        Operation operation => [.. Named(operation.Left), .. Named(operation.Right)],
        _ => [],
    };

    private static IEnumerable<PathStep[]> All(PathStep[] path, JsonElement value)
    {
        IEnumerable<(PathStep Step, JsonElement Value)> parts = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => (PathStep.Member(member.Name), member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select(item => (PathStep.EachItem, item)),
            _ => [],
        };
        return parts.SelectMany(part => All([.. path, part.Step], part.Value).Prepend([.. path, part.Step]));
    }

    private static bool IsWithin(ParameterPath path, ParameterPath whole) => path.Steps.Length > whole.Steps.Length && StartsWith(path.Steps, whole.Steps);

    private static bool StartsWith(IReadOnlyList<PathStep> path, IReadOnlyList<PathStep> start) => path.Take(start.Count).SequenceEqual(start);
}
