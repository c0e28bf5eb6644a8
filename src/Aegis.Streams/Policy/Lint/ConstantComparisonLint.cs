using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A comparison has no parameter.</summary>
internal sealed class ConstantComparisonLint : RuleLint
{
    public override string Id => "constant-comparison";

    public override string Summary => "A comparison has no parameter.";

    public override string Why => "It holds for every call or for none, whatever is sent: a prohibition with it stops all calls or nothing. Name a parameter, or leave the comparison out.";

    public override ImmutableArray<string> Triggers => [Permit("compare: 1 < 5"), Forbid("compare: 2 * 2 == 5"), Forbid("not: {compare: 1 > 5}")];

    public override ImmutableArray<string> Passes => [Permit("compare: 1 < quantity", "{parameter: quantity, max: 9}"), Forbid("compare: 2 * quantity > 5")];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        foreach (var (leaf, _) in LintConditions.Leaves(rule))
            if (leaf is Comparison comparison && !HasParameter(comparison.Left) && !HasParameter(comparison.Right)) subject.Add(this, rule, "a comparison has no parameter, so it holds always or never", "name a parameter, or leave it out", "when");
    }

    private static bool HasParameter(Expression expression) => expression is ParameterTerm || (expression is Operation operation && (HasParameter(operation.Left) || HasParameter(operation.Right)));
}
