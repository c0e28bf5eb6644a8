using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit stands even where a later check fails.</summary>
internal sealed class FailsOpenLint : LintCheck
{
    public override string Id => "fails-open";

    public override string Summary => "A permit stands even where a later check fails.";

    public override string Why => "With `on_error: allow` a read goes through when, say, the catalog cannot be asked. Leave it out wherever an answer can wait.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers =>
    [
        """
        tools:
          - {name: crm, class: read}
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            on_error: allow
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        tools:
          - {name: crm, class: read}
        rules:
          - id: r
            effect: permit
            who: {agents: a}
            what: {tools: crm}
            on_error: deny
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules.Where(one => one.Rule.FailsOpen))
            subject.Add(this, rule, $"`{rule.Id}` allows calls that could not be checked", "leave out `on_error` if an answer can wait", "on_error");
    }
}
