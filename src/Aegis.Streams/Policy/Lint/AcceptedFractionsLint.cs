using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A count is bounded and may have fractions.</summary>
internal sealed class AcceptedFractionsLint : LintCheck
{
    public override string Id => "fractions-accepted";

    public override string Summary => "A count is bounded and may have fractions.";

    public override string Why => "`max: 10` lets 2.5 pieces through, which the system behind the tool may round in its own way. Add `type: integer` or `decimals`.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            what: {tools: crm}
            who: {agents: a}
            when:
              - {parameter: quantity, min: 1, max: 10}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            what: {tools: crm}
            who: {agents: a}
            when:
              - {parameter: quantity, type: integer, min: 1, max: 10}
        """,
        """
        rules:
          - id: r
            effect: permit
            what: {tools: crm}
            who: {agents: a}
            when:
              - {parameter: quantity, decimals: 2, min: 1, max: 10}
        """,
        """
        rules:
          - id: r
            effect: permit
            what: {tools: crm}
            who: {agents: a}
            when:
              - {parameter: unit_price, min: 1, max: 10}
        """,
        """
        rules:
          - id: r
            effect: forbid
            what: {tools: crm}
            when:
              - {parameter: quantity, min: 100}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules)
        {
            var conditions = LintConditions.LettingThrough(rule).ToList();
            foreach (var path in conditions.Where(one => one.Tests.Any(test => test is NumberRange)).Select(one => one.Path).Distinct().Where(FieldNames.IsCount))
            {
                if (conditions.Where(one => one.Path.Equals(path)).SelectMany(one => one.Tests).Any(test => test is DecimalPlaces or OneOf or TypeTest { Type: ParameterType.Integer })) continue;
                subject.AddParameter(this, rule, path, $"`{path}` may have fractions", "add `type: integer`, or say how many `decimals` it may have", "max", "below", "min", "above");
            }
        }
    }
}
