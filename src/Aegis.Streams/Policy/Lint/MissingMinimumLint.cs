using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>An amount has an upper bound and no lower one.</summary>
internal sealed class MissingMinimumLint : RuleLint
{
    public override string Id => "missing-minimum";

    public override string Summary => "An amount has an upper bound and no lower one.";

    public override string Why => "`max: 500` lets -1000 through, which the system behind the tool may take for a refund, and so does `quantity * unit_price <= 500`. Add `min: 0`, or the least that makes sense.";

    public override ImmutableArray<string> Triggers =>
    [
        Permit("{parameter: unit_price, max: 500}"),
        """
        tools:
          - name: crm
            parameters:
              order.totalAmount: {type: number, below: 500}
        """,
        Permit("money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}"),
        Permit("compare: quantity * unit_price <= 50000", "{parameter: unit_price, min: 0}"),
        Permit("compare: 50000 > unit_price - rebate"),
        Permit("compare: limit <= budget - fee"),
        Permit("compare: 5 >= 9 - (3 - fee)"),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: unit_price, min: 0, max: 500}"),
        Permit("{parameter: unit_price, max: 500}", "{parameter: unit_price, above: 0}"),
        Permit("{parameter: temperature, max: 500}"),
        Permit("money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}", "{parameter: total, min: 0}"),
        Permit("compare: quantity * unit_price <= 50000", "{parameter: unit_price, min: 0}", "{parameter: quantity, above: 0}"),
        Permit("compare: 5 - discount <= unit_price", "{parameter: unit_price, min: 0}"),
        Forbid("{parameter: unit_price, max: 5}"),
        Forbid("compare: unit_price <= 5"),
    ];

    private const string Help = "add `min: 0`, or the least that makes sense";

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        var tested = LintConditions.LettingThrough(rule).ToLookup(one => one.Path);
        bool Has(ParameterPath path, Func<ParameterTest, bool> isSo) => tested[path].SelectMany(one => one.Tests).Any(isSo);
        bool HasMinimum(ParameterPath path) => Has(path, IsMinimum);
        foreach (var path in tested.Select(same => same.Key).Where(path => FieldNames.IsAmount(path) && Has(path, test => test is NumberRange { Max: not null })))
            if (!HasMinimum(path)) subject.AddParameter(this, rule, path, $"`{path}` may be negative", Help, "max", "below");
        foreach (var money in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<MoneyCondition>())
            if (money.Limits.FirstOrDefault(limit => limit is { Max: not null, Min: null }) is { } limit && !HasMinimum(money.Amount))
                subject.Add(this, rule, $"`{money.Amount}` may be negative in {limit.Currency}", Help, "when");
        foreach (var path in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<Comparison>().SelectMany(Lesser).Distinct())
            if (FieldNames.IsAmount(path) && !HasMinimum(path)) subject.Add(this, rule, $"`{path}` may be negative in what is compared", Help, "when");
    }

    private static bool IsMinimum(ParameterTest test) => test is NumberRange { Min: not null } or OneOf { IsNegated: false };

    /// <summary>Finds the parameters that make a comparison hold the more, the less they are.</summary>
    private static IEnumerable<ParameterPath> Lesser(Comparison comparison) => comparison.Operator switch
    {
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => [.. Added(comparison.Left, isAdded: true), .. Added(comparison.Right, isAdded: false)],
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => [.. Added(comparison.Right, isAdded: true), .. Added(comparison.Left, isAdded: false)],
        _ => [],
    };

    /// <summary>Finds the parameters that are added in the end, with those that are multiplied with them.</summary>
    private static IEnumerable<ParameterPath> Added(Expression expression, bool isAdded) => expression switch
    {
        ParameterTerm term when isAdded => [term.Path],
        Operation operation => [.. Added(operation.Left, isAdded), .. Added(operation.Right, isAdded != (operation.Operator == ArithmeticOperator.Subtract))],
        _ => [],
    };
}
