using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A condition stands twice in one list.</summary>
internal sealed class DuplicateConditionLint : RuleLint
{
    public override string Id => "duplicate-condition";

    public override string Summary => "A condition stands twice in one list.";

    public override string Why => "The second one changes nothing; perhaps it was to say something else.";

    public override ImmutableArray<string> Triggers =>
    [
        Permit("{parameter: quantity, type: integer, max: 10, min: 1}", "{parameter: quantity, min: 1, max: 10.0, type: integer}"),
        Forbid("any: [{environment: [a, b]}, {environment: [b, a]}]"),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Permit("{parameter: quantity, type: integer, max: 10, min: 1}", "{parameter: price, min: 1, max: 10}"),
        Body(Rule("r", "forbid", "what: {tools: crm}", "when: [{environment: a}]", "unless: [{environment: a}]")),
    ];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        foreach (var twice in Lists(rule.When).SelectMany(list => list.GroupBy(Implication.TextOf, StringComparer.Ordinal).Where(same => same.Skip(1).Any())))
        {
            var message = $"condition {twice.Key} stands twice";
            if (twice.First() is ParameterCondition parameter) subject.AddParameter(this, rule, parameter.Path, message, "remove one");
            else subject.Add(this, rule, message, "remove one", "when");
        }
    }

    private static IEnumerable<ImmutableArray<Condition>> Lists(Condition condition)
    {
        var parts = ConditionWalk.Parts(condition);
        return parts.SelectMany(Lists).Prepend(parts);
    }
}
