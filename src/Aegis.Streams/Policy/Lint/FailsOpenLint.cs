using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit stands even where a later check fails.</summary>
internal sealed class FailsOpenLint : RuleLint
{
    public override string Id => "fails-open";

    public override string Summary => "A permit stands even where a later check fails.";

    public override string Why => "With `on_error: allow` a read goes through when, say, the catalog cannot be asked. Leave it out wherever an answer can wait.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [BodyWithTool("{name: crm, class: read}", PermitRule("r", "on_error: allow"))];

    public override ImmutableArray<string> Passes => [BodyWithTool("{name: crm, class: read}", PermitRule("r", "on_error: deny"))];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        if (rule.FailsOpen) subject.Add(this, rule, $"`{rule.Id}` allows calls that could not be checked", "leave out `on_error` if an answer can wait", "on_error");
    }
}
