using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>An amount has an upper bound and no lower one.</summary>
internal sealed class MissingMinimumLint : LintCheck
{
    public override string Id => "missing-minimum";

    public override string Summary => "An amount has an upper bound and no lower one.";

    public override string Why => "`max: 500` lets -1000 through, which the system behind the tool may take for a refund. Add `min: 0`, or the least that makes sense.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: unit_price, max: 500}
        """,
        """
        tools:
          - name: crm
            parameters:
              order.totalAmount: {type: number, below: 500}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: unit_price, min: 0, max: 500}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: unit_price, max: 500}
              - {parameter: unit_price, above: 0}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - {parameter: temperature, max: 500}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            when:
              - money: {amount: total, currency: currency, limits: {EUR: {max: 500}}}
              - {parameter: total, min: 0}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - {parameter: unit_price, max: 5}
        """,
    ];

    private const string Help = "add `min: 0`, or the least that makes sense";

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
        {
            var conditions = LintConditions.LettingThrough(rule).ToList();
            var tested = conditions.ToLookup(one => one.Path);
            bool HasMinimum(ParameterPath path) => tested[path].SelectMany(one => one.Tests).Any(test => test is NumberRange { Min: not null } or OneOf { IsNegated: false });
            foreach (var path in conditions.Where(one => one.Tests.Any(test => test is NumberRange { Max: not null })).Select(one => one.Path).Distinct())
                if (FieldNames.IsAmount(path) && !HasMinimum(path)) subject.AddParameter(this, rule, path, $"`{path}` may be negative", Help, "max", "below");
            foreach (var money in LintConditions.Leaves(rule).Where(pair => pair.LetsThrough).Select(pair => pair.Leaf).OfType<MoneyCondition>())
                if (money.Limits.FirstOrDefault(limit => limit is { Max: not null, Min: null }) is { } limit && !HasMinimum(money.Amount))
                    subject.Add(this, rule, $"`{money.Amount}` may be negative in {limit.Currency}", Help, "when");
        }
    }
}
