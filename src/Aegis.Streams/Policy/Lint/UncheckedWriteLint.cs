using System.Collections.Immutable;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A tool that writes is permitted, and no rule looks at its calls.</summary>
internal sealed class UncheckedWriteLint : LintCheck
{
    public override string Id => "unchecked-write";

    public override string Summary => "A tool that writes is permitted, and no rule looks at its calls.";

    public override string Why => "The tool is declared as a write, and its permit has no conditions; nothing else forbids, redacts or asks for approval. Say what the parameters may be.";

    public override ImmutableArray<string> Triggers => [BodyWithTool("{name: crm, class: write, parameters: {id: {}}}", PermitRule("r"))];

    public override ImmutableArray<string> Passes =>
    [
        BodyWithTool("{name: crm, class: write, parameters: {id: {type: string}}}", PermitRule("r")),
        BodyWithTool("{name: crm, class: read}", PermitRule("r")),
        BodyWithTool("{name: crm, class: write}", PermitRule("r"), Rule("ask", "require_approval", "what: {class: write}")),
    ];

    public override void Check(LintSubject subject)
    {
        var restrictions = subject.Rules.Where(one => one.Rule is { Effect: not RuleEffect.Permit, IsObserved: false }).ToList();
        foreach (var one in subject.Permits.Where(one => one.Rule is { When: AllOf { Parts.IsEmpty: true }, Catalog: null }))
        {
            if (restrictions.Exists(one.Overlaps)) continue;
            if (subject.DeclarationsFor(one).FirstOrDefault(tool => tool.Class is ToolClass.Write or ToolClass.Expensive) is not { } tool) continue;
            if (!one.Rule.What.Classes.IsEmpty && !one.Rule.What.Classes.Contains(tool.Class!.Value)) continue;
            subject.Add(this, one.Rule, $"`{one.Rule.Id}` permits calls of `{tool.Tool}`, which is declared `class: {PolicyWords.Of(tool.Class!.Value)}`, and nothing looks at them", "add conditions, or a rule that requires approval");
        }
    }
}
