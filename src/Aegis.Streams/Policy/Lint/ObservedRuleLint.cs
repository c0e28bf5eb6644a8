using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule is only observed.</summary>
internal sealed class ObservedRuleLint : RuleLint
{
    public override string Id => "observed-rule";

    public override string Summary => "A rule is only observed.";

    public override string Why => "It never counts. That is the way to try a rule; one that stays so protects nobody, and looks as if it did.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [Body(Rule("r", "forbid", "mode: observe", "what: {tools: crm}"))];

    public override ImmutableArray<string> Passes => [Body(Rule("r", "forbid", "mode: enforce", "what: {tools: crm}"))];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        if (rule.IsObserved) subject.Add(this, rule, $"`{rule.Id}` is only observed and decides nothing", "remove `mode: observe` once it is tried", "mode");
    }
}
