using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A tool that writes is declared, and no permit covers any call of it.</summary>
internal sealed class UnpermittedWriteLint : LintCheck
{
    public override string Id => "unpermitted-write";

    public override string Summary => "A tool that writes is declared, and no permit covers any call of it.";

    public override string Why => "Every call of it is denied. That is right for a tool that is kept out on purpose; else a permit is missing, or names another tool, action or class. Drafts, which permit nothing at all, are left alone.";

    public override Severity Severity => Severity.Note;

    public override ImmutableArray<string> Triggers =>
    [
        BodyWithTool("{name: payments, class: write}", Rule("r", "permit", "who: {agents: a}", "what: {tools: payment}")),
        BodyWithTool("{name: crm, class: expensive}", Rule("r", "permit", "who: {agents: a}", "what: {tools: crm, class: read}")),
        BodyWithTool("{name: crm, actions: [add, change], class: write}", Rule("r", "permit", "who: {agents: a}", "what: {tools: crm, actions: find}")),
        BodyWithTool("{name: crm, actions: add, class: write}", Rule("r", "permit", "who: {agents: a}", "what: {tools: \"c*\", actions: find}")),
        BodyWithTool("{name: crm, class: write}", Rule("r", "permit", "mode: observe", "who: {agents: a}", "what: {tools: crm}"), Rule("s", "permit", "who: {agents: a}", "what: {tools: mail}")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        BodyWithTool("{name: crm, class: write, parameters: {id: {type: string}}}", PermitRule("r")),
        BodyWithTool("{name: payments, class: read}", PermitRule("r")),
        BodyWithTool("{name: \"pay*\", class: write}", Rule("r", "permit", "who: {agents: a}", "what: {tools: payments}")),
        BodyWithTool("{name: crm, class: write}", Rule("r", "permit", "who: {agents: a}", "what: {tools: \"c*\", class: [read, write]}")),
        BodyWithTool("{name: crm, class: write}", Rule("r", "permit", "who: {agents: a}")),
        BodyWithTool("{name: payments, class: write}", Rule("r", "forbid", "what: {tools: payments}")),
    ];

    public override void Check(LintSubject subject)
    {
        var permits = subject.FreePermits.ToList();
        if (permits.Count == 0) return;
        var wide = permits.Where(one => one.Rule.What.Tools.IsEmpty || one.Rule.What.Tools.Any(tool => !tool.IsExact)).ToList();
        var byName = permits.SelectMany(one => one.Rule.What.Tools.Where(tool => tool.IsExact).Select(tool => (tool.Text, one))).ToLookup(pair => pair.Text, pair => pair.one, StringComparer.Ordinal);
        foreach (var (tenant, tool) in subject.Tools)
        {
            if (tool.Class is not (ToolClass.Write or ToolClass.Expensive)) continue;
            if ((tool.Tool.IsExact ? byName[tool.Tool.Text].Concat(wide) : permits).Any(one => Covers(one, tenant, tool))) continue;
            subject.Add(
                this, tool.Tool.Text, tool.Place, $"`{tool.Tool}` is declared `class: {PolicyWords.Of(tool.Class.Value)}`, and no permit covers it",
                Guess(tool.Tool.Text, byName) ?? "permit what agents may do with it, if they may anything");
        }
    }

    private static string? Guess(string tool, ILookup<string, LayeredRule> permitted)
    {
        var others = permitted.Select(name => name.Key).Where(name => name != tool).ToList();
        return others.Count == 0 ? null : Spelling.Guess(tool, others);
    }

    /// <summary>Says whether a permit may cover a call. Rules of the base go by what the base declares alone, so to them a class that a layer declares says nothing.</summary>
    private static bool Covers(LayeredRule one, string? tenant, ToolDeclaration tool) =>
        (one.Tenant is null || tenant is null || one.Tenant == tenant)
        && DeclarationScope.Overlap(tool, one.Rule.What.Tools, one.Rule.What.Actions)
        && (one.Rule.What.Classes.IsEmpty || one.Rule.What.Classes.Contains(tool.Class!.Value) || (one.Tenant is null && tenant is not null));
}
