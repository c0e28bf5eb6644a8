using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit names a tool that no policy declares, while others are declared.</summary>
internal sealed class UndeclaredToolLint : LintCheck
{
    public override string Id => "undeclared-tool";

    public override string Summary => "A permit names a tool that no policy declares, while others are declared.";

    public override string Why => "Its class is what the agent claims, and its parameters are checked by the permit alone. It may also be a misspelt name, so that the permit speaks of nothing.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers => [BodyWithTool("{name: pricing-api, class: read}", Rule("r", "permit", "who: {agents: a}", "what: {tools: [pricing-api, pricng-api]}"))];

    public override ImmutableArray<string> Passes =>
    [
        Body(PermitRule("r")),
        BodyWithTool("{name: crm-*, class: read}", Rule("r", "permit", "who: {agents: a}", "what: {tools: crm-1}")),
    ];

    public override void Check(LintSubject subject)
    {
        var names = subject.Tools.Select(pair => pair.Tool.Tool.Text).Distinct().ToList();
        if (names.Count == 0) return;
        foreach (var one in subject.Permits)
        {
            foreach (var tool in one.Rule.What.Tools.Where(tool => tool.IsExact && !subject.DeclarationsFor(one).Any(declared => declared.Tool.Matches(tool.Text))))
                subject.Add(this, one.Rule, $"`{tool}` is permitted, and no policy declares it", Spelling.Guess(tool.Text, names) ?? "declare it under `tools`, with its class", "what", "tools");
        }
    }
}
