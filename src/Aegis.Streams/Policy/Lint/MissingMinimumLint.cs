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
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: unit_price, min: 0, max: 500}"),
        Permit("{parameter: unit_price, max: 500}", "{parameter: unit_price, above: 0}"),
        Permit("{parameter: temperature, max: 500}"),
        Permit("money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}", "{parameter: total, min: 0}"),
        Forbid("{parameter: unit_price, max: 5}"),
    ];

    private const string Help = "add `min: 0`, or the least that makes sense";

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        var tested = LintConditions.LettingThrough(rule).ToLookup(one => one.Path);
        bool Has(ParameterPath path, Func<ParameterTest, bool> isSo) => tested[path].SelectMany(one => one.Tests).Any(isSo);
        bool HasMinimum(ParameterPath path) => Has(path, test => test is NumberRange { Min: not null } or OneOf { IsNegated: false });
        foreach (var path in tested.Select(same => same.Key).Where(path => FieldNames.IsAmount(path) && Has(path, test => test is NumberRange { Max: not null })))
            if (!HasMinimum(path)) subject.AddParameter(this, rule, path, $"`{path}` may be negative", Help, "max", "below");
        foreach (var money in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<MoneyCondition>())
            if (money.Limits.FirstOrDefault(limit => limit is { Max: not null, Min: null }) is { } limit && !HasMinimum(money.Amount))
                subject.Add(this, rule, $"`{money.Amount}` may be negative in {limit.Currency}", Help, "when");
    }
}
