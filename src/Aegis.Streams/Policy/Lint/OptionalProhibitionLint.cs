using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>All conditions of a forbid or an approval are optional.</summary>
internal sealed class OptionalProhibitionLint : RuleLint
{
    public override string Id => "optional-prohibition";

    public override string Summary => "All conditions of a forbid or an approval are optional.";

    public override string Why => "It never applies where the parameters are left out. Remove `optional` if leaving a parameter out must not get around the rule.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [Forbid("{parameter: discount, optional: true, above: 20}")];

    public override ImmutableArray<string> Passes =>
    [
        Forbid("{parameter: discount, above: 20}"),
        Forbid("{parameter: discount, optional: true, above: 20}", "{parameter: region, equals: eu}"),
        Body(Rule("r", "forbid", "what: {tools: crm}", "unless: [{parameter: discount, optional: true, max: 20}]")),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        if (rule.Effect is not (RuleEffect.Forbid or RuleEffect.RequireApproval)) return;
        var leaves = LintConditions.Leaves(rule).ToList();
        if (leaves.Count == 0 || !leaves.TrueForAll(pair => pair is { LetsThrough: false, Leaf: ParameterCondition { IsOptional: true } })) return;
        var path = ((ParameterCondition)leaves[0].Leaf).Path;
        subject.AddParameter(this, rule, path, $"`{rule.Id}` never applies where {(leaves.Count == 1 ? $"`{path}` is" : "its parameters are")} left out", "remove `optional` if that must not get around it", "optional");
    }
}
