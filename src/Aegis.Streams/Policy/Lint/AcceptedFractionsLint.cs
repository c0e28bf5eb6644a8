using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A count is bounded and may have fractions.</summary>
internal sealed class AcceptedFractionsLint : RuleLint
{
    public override string Id => "fractions-accepted";

    public override string Summary => "A count is bounded and may have fractions.";

    public override string Why => "`max: 10` lets 2.5 pieces through, which the system behind the tool may round in its own way. Add `type: integer` or `decimals`.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [Permit("{parameter: quantity, min: 1, max: 10}")];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: quantity, type: integer, min: 1, max: 10}"),
        Permit("{parameter: quantity, decimals: 2, min: 1, max: 10}"),
        Permit("{parameter: unit_price, min: 1, max: 10}"),
        Forbid("{parameter: quantity, min: 100}"),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        foreach (var tested in LintConditions.LettingThrough(rule).GroupBy(one => one.Path, one => one.Tests).Where(tested => FieldNames.IsCount(tested.Key)))
        {
            var tests = tested.SelectMany(some => some).ToList();
            if (!tests.Exists(test => test is NumberRange) || tests.Exists(test => test is DecimalPlaces or OneOf or TypeTest { Type: ParameterType.Integer })) continue;
            subject.AddParameter(this, rule, tested.Key, $"`{tested.Key}` may have fractions", "add `type: integer`, or say how many `decimals` it may have", "max", "below", "min", "above");
        }
    }
}
