using System.Collections.Immutable;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit does not say which tools.</summary>
internal sealed class PermitAnythingLint : LintCheck
{
    public override string Id => "permit-anything";

    public override string Summary => "A permit does not say which tools.";

    public override string Why => "It permits every tool, and every tool that is added later. Name the tools.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(Rule("r", "permit", "who: {agents: a}")),
        Body(Rule("r", "permit", "who: {agents: a}", """what: {tools: "**"}""")),
        Body(Rule("r", "permit", "who: {agents: a}", "what: {class: read}")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(Rule("r", "permit", "who: {agents: a}", "what: {tools: crm-*}")),
        Body(Rule("r", "forbid", "who: {agents: a}")),
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.FreePermits.Where(one => one.Rule.What.Tools.IsEmpty || one.Rule.What.Tools.Any(tool => tool.IsAny)))
            subject.Add(this, rule, $"`{rule.Id}` permits every tool", "name the tools in `what`", "what", "tools");
    }
}
