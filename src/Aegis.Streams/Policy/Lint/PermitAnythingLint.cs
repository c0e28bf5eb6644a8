using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit does not say which tools.</summary>
internal sealed class PermitAnythingLint : LintCheck
{
    public override string Id => "permit-anything";

    public override string Summary => "A permit does not say which tools.";

    public override string Why => "It permits every tool, and every tool that is added later. Name the tools.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: "**"}
        """,
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {class: read}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm-*}
        """,
        """
        rules:
          - id: r
            effect: forbid
            who: {agents: a}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        var hasBase = subject.Permits.Any(one => one.Tenant is null);
        foreach (var (rule, _) in subject.Permits.Where(one => (one.Tenant is null || !hasBase) && (one.Rule.What.Tools.IsEmpty || one.Rule.What.Tools.Any(tool => tool.IsAny))))
            subject.Add(this, rule, $"`{rule.Id}` permits every tool", "name the tools in `what`", "what", "tools");
    }
}
