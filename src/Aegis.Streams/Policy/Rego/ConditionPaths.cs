using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Goes through the conditions in a condition.</summary>
internal static class ConditionPaths
{
    /// <summary>Returns the conditions in a condition that have no parts.</summary>
    public static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        Not not => Leaves(not.Part),
        _ => [condition],
    };

    /// <summary>Returns the parameters that a condition names.</summary>
    public static ImmutableArray<ParameterPath> Named(Condition condition) => [.. Leaves(condition).SelectMany(leaf => NamedByLeaf(leaf))];

    private static ImmutableArray<ParameterPath> NamedByLeaf(Condition condition) => condition switch
    {
        ParameterCondition parameter => [parameter.Path],
        Comparison comparison => [.. ExpressionText.Paths(comparison.Left), .. ExpressionText.Paths(comparison.Right)],
        MoneyCondition money => [money.Amount, money.Currency],
        _ => [],
    };
}
