using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Lists the parameters that a permit names.</summary>
internal static class KnownPaths
{
    public static IEnumerable<ParameterPath> Of(PolicyRule rule) =>
        rule.Accepts.Concat(Of(rule.When)).Concat(rule.Catalog?.Paths ?? []).Distinct();

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
        ParameterTerm parameter => [parameter.Path],
        Operation operation => Of(operation.Left).Concat(Of(operation.Right)),
        _ => [],
    };
}
