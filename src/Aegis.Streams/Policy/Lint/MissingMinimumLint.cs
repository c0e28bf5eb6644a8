using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>An amount has an upper bound and no lower one.</summary>
internal sealed class MissingMinimumLint : RuleLint
{
    public override string Id => "missing-minimum";

    public override string Summary => "An amount has an upper bound and no lower one.";

    public override string Why => "`max: 500` lets -1000 through, which the system behind the tool may take for a refund. Add `min: 0`, or the least that makes sense.";

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
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: unit_price, min: 0, max: 500}"),
        Permit("{parameter: unit_price, max: 500}", "{parameter: unit_price, above: 0}"),
        Permit("{parameter: temperature, max: 500}"),
        Permit("money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}", "{parameter: total, min: 0}"),
        Permit("compare: quantity * unit_price <= 50000", "{parameter: unit_price, min: 0}", "{parameter: quantity, above: 0}"),
        Permit("compare: 5 - discount <= unit_price", "{parameter: unit_price, min: 0}"),
        Body(PermitRule("r", "when: [{compare: quantity <= 5}]"), "  - {id: f, effect: forbid, what: {tools: crm}, unless: [{parameter: quantity, min: 1}]}\n"),
        Forbid("{parameter: unit_price, max: 5}"),
        Forbid("compare: unit_price <= 5"),
    ];

    private const string Help = "add `min: 0`, or the least that makes sense";

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        var tested = LintConditions.LettingThrough(rule).ToLookup(one => one.Path);
        bool Has(ParameterPath path, Func<ParameterTest, bool> isSo) => tested[path].SelectMany(one => one.Tests).Any(isSo);
        bool HasMinimum(ParameterPath path) => Has(path, IsMinimum) || HasMinimumElsewhere(subject, rule, path);
        foreach (var path in tested.Select(same => same.Key).Where(path => FieldNames.IsAmount(path) && Has(path, test => test is NumberRange { Max: not null })))
            if (!HasMinimum(path)) subject.AddParameter(this, rule, path, $"`{path}` may be negative", Help, "max", "below");
        foreach (var money in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<MoneyCondition>())
            if (money.Limits.FirstOrDefault(limit => limit is { Max: not null, Min: null }) is { } limit && !HasMinimum(money.Amount))
                subject.Add(this, rule, $"`{money.Amount}` may be negative in {limit.Currency}", Help, "when");
        foreach (var path in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<Comparison>().SelectMany(Lesser).Distinct())
            if (FieldNames.IsAmount(path) && !HasMinimum(path)) subject.Add(this, rule, $"`{path}` may be negative in what is compared", Help, "when");
    }

    private static bool IsMinimum(ParameterTest test) => test is NumberRange { Min: not null } or OneOf { IsNegated: false };

    /// <summary>Says whether a prohibition of all calls of the rule, such as that of the tool's declaration, stops what has less.</summary>
    private static bool HasMinimumElsewhere(LintSubject subject, PolicyRule rule, ParameterPath path) =>
        subject.ForbidsFor(subject.Rules.First(one => ReferenceEquals(one.Rule, rule)))
            .SelectMany(forbid => LintConditions.LettingThrough(forbid.Rule)).Any(one => one.Path.Equals(path) && one.Tests.Any(IsMinimum));

    /// <summary>Finds the parameters of the side of a comparison that must be the lesser, but those that are taken off.</summary>
    private static IEnumerable<ParameterPath> Lesser(Comparison comparison) => comparison.Operator switch
    {
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => Added(comparison.Left),
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => Added(comparison.Right),
        _ => [],
    };

    private static IEnumerable<ParameterPath> Added(Expression expression) => expression switch
    {
        ParameterTerm term => [term.Path],
        Operation operation => [.. Added(operation.Left), .. operation.Operator == ArithmeticOperator.Subtract ? [] : Added(operation.Right)],
        _ => [],
    };
}
