using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>Finds the parameters that a condition names.</summary>
internal static class ConditionPaths
{
    public static IEnumerable<ParameterPath> Of(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Of),
        AnyOf any => any.Parts.SelectMany(Of),
        Not not => Of(not.Part),
        ParameterCondition parameter => [parameter.Path],
        MoneyCondition money => [money.Amount, money.Currency],
        Comparison comparison => Of(comparison.Left).Concat(Of(comparison.Right)),
        _ => [],
    };

    private static IEnumerable<ParameterPath> Of(Expression expression) => expression switch
    {
        ParameterTerm term => [term.Path],
        Operation operation => Of(operation.Left).Concat(Of(operation.Right)),
        _ => [],
    };
}
