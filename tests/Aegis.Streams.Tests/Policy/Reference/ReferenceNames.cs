using System.Collections.Immutable;
using System.Text.Json;
using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Which parameters a permit knows, and which a call has, both as lists of steps.</summary>
internal static class ReferenceNames
{
    public static IEnumerable<ParameterPath> Named(PolicyRule rule) => [.. Named(rule.When), .. rule.Accepts, .. rule.Catalog?.Paths ?? []];

    /// <summary>
    /// Says whether every value of the parameters is at the end of a known path, or on the way to one and of the kind that the next step goes
    /// into, or in one that no longer path goes into.
    /// </summary>
    public static bool KnowsAll(IEnumerable<ParameterPath> known, JsonElement parameters)
    {
        var names = known.Select(path => string.Concat(path.Steps.Select(Spell))).Distinct().ToList();
        var wholes = names.Where(name => !names.Exists(other => other.Length > name.Length && IsWithin(other, name))).ToList();
        return All("", parameters).All(value => names.Contains(value.Path) || names.Exists(name => LeadsInto(name, value)) || wholes.Exists(whole => IsWithin(value.Path, whole)));
    }

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

    private static bool LeadsInto(string name, (string Path, JsonValueKind Kind) value) =>
        value.Kind == JsonValueKind.Object ? IsWithin(name, $"{value.Path}.")
        : value.Kind == JsonValueKind.Array && IsWithin(name, $"{value.Path}*");

    private static IEnumerable<(string Path, JsonValueKind Kind)> All(string path, JsonElement value)
    {
        IEnumerable<(PathStep Step, JsonElement Value)> parts = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(member => (PathStep.Member(member.Name), member.Value)),
            JsonValueKind.Array => value.EnumerateArray().Select(item => (PathStep.EachItem, item)),
            _ => [],
        };
        return parts.SelectMany(part => All(path + Spell(part.Step), part.Value).Prepend((path + Spell(part.Step), part.Value.ValueKind)));
    }

    /// <summary>Spells a step so that one path lies within another exactly if it begins with it: a line feed, which no generated name has, ends a step.</summary>
    private static string Spell(PathStep step) => step.IsEachItem ? "*\n" : $".{step.Name}\n";

    private static bool IsWithin(string path, string whole) => path.StartsWith(whole, StringComparison.Ordinal);
}
