using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Walks over conditions.</summary>
internal static class ConditionWalk
{
    /// <summary>Lists what stands directly in an `all`, an `any` or a `not`; other conditions have no parts.</summary>
    public static ImmutableArray<Condition> Parts(Condition condition) => condition switch
    {
        AllOf all => all.Parts,
        AnyOf any => any.Parts,
        Not not => [not.Part],
        _ => [],
    };

    /// <summary>Lists the conditions without `all`, `any` and `not`.</summary>
    public static IEnumerable<Condition> Leaves(Condition condition) =>
        condition is AllOf or AnyOf or Not ? Parts(condition).SelectMany(Leaves) : [condition];

    /// <summary>Splits a condition into parts that must all hold. `not any` is `all not`, in three values too.</summary>
    public static IEnumerable<Condition> Demands(Condition condition) => condition switch
    {
        AllOf all => all.Parts.SelectMany(Demands),
        Not { Part: AnyOf any } => any.Parts.SelectMany(part => Demands(new Not(part))),
        Not { Part: Not { Part: var inner } } => Demands(inner),
        _ => [condition],
    };

    /// <summary>Lists the parameters that a rule knows: those that it names anywhere, each once.</summary>
    public static IEnumerable<ParameterPath> Known(PolicyRule rule) =>
        rule.Accepts.Concat(Parameters(rule.When)).Concat(rule.Catalog?.Paths ?? []).Distinct();

    /// <summary>Lists the parameters that a condition names, as often as it does.</summary>
    public static IEnumerable<ParameterPath> Parameters(Condition condition) => Leaves(condition).SelectMany(leaf => leaf switch
    {
        ParameterCondition parameter => [parameter.Path],
        MoneyCondition money => [money.Amount, money.Currency],
        Comparison comparison => Parameters(comparison.Left).Concat(Parameters(comparison.Right)),
        _ => Enumerable.Empty<ParameterPath>(),
    });

    /// <summary>Lists the parameters that an expression names, as often as it does.</summary>
    public static IEnumerable<ParameterPath> Parameters(Expression expression) => expression switch
    {
        ParameterTerm term => [term.Path],
        Operation operation => Parameters(operation.Left).Concat(Parameters(operation.Right)),
        _ => [],
    };
}
