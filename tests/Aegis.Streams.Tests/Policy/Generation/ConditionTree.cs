using Aegis.Streams.Policy.Rules;
using ParameterPath = Aegis.Streams.Policy.Rules.ParameterPath;

namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>Finds what conditions test, so that calls can be made near it.</summary>
internal static class ConditionTree
{
    public static IEnumerable<(ParameterPath Path, ParameterTest Test)> Tests(Condition condition) => Leaves(condition).SelectMany(leaf => leaf switch
    {
        ParameterCondition parameter => parameter.Tests.Select(test => (parameter.Path, test)),
        MoneyCondition money => [.. money.Limits.Select(limit => (money.Amount, (ParameterTest)new NumberRange(limit.Min, limit.Max))),
            (money.Currency, new OneOf([.. money.Limits.Select(limit => new TextLiteral(limit.Currency))]))],
        Comparison comparison => Terms(comparison).OfType<ConstantTerm>().SelectMany(constant =>
            Terms(comparison).OfType<ParameterTerm>().Select(term => (term.Path, (ParameterTest)new NumberRange(constant.Value, null)))),
        _ => Enumerable.Empty<(ParameterPath, ParameterTest)>(),
    });

    public static IEnumerable<ParameterPath> Paths(Condition condition) => Leaves(condition).SelectMany(leaf => leaf switch
    {
        ParameterCondition parameter => [parameter.Path],
        MoneyCondition money => [money.Amount, money.Currency],
        Comparison comparison => Terms(comparison).OfType<ParameterTerm>().Select(term => term.Path),
        _ => Enumerable.Empty<ParameterPath>(),
    }).Distinct();

    private static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Leaves),
        AnyOf any => any.Parts.SelectMany(Leaves),
        Not not => Leaves(not.Part),
        _ => [condition],
    };

    private static IEnumerable<Expression> Terms(Comparison comparison) => Terms(comparison.Left).Concat(Terms(comparison.Right));

    private static IEnumerable<Expression> Terms(Expression expression) =>
        expression is Operation operation ? Terms(operation.Left).Concat(Terms(operation.Right)) : [expression];
}
