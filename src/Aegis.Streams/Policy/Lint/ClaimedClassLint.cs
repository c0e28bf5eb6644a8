using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule speaks of a class, and for some tools the class is what the agent claims.</summary>
internal sealed class ClaimedClassLint : LintCheck
{
    public override string Id => "claimed-class";

    public override string Summary => "A rule speaks of a class, and for some tools the class is what the agent claims.";

    public override string Why => "A tool that no policy declares has the class that the intent names, so an agent chooses whether the rule applies. Declare `class` for every tool that is permitted.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(Rule("r", "permit", "who: {agents: a}", "what: {tools: crm, class: read}")),
        Body(PermitRule("p"), Rule("no-writes", "forbid", "what: {class: write}")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        BodyWithTool("{name: crm, class: read}", Rule("r", "permit", "who: {agents: a}", "what: {tools: crm, class: read}")),
        BodyWithTool("{name: crm, class: read}", PermitRule("p"), Rule("no-writes", "forbid", "what: {class: write}")),
    ];

    public override void Check(LintSubject subject)
    {
        var permits = subject.Permits.ToList();
        foreach (var one in subject.Rules.Where(one => !one.Rule.What.Classes.IsEmpty))
        {
            var reached = one.Rule.Effect == RuleEffect.Permit ? [one] : permits.Where(one.Overlaps);
            var tool = reached.SelectMany(permit => Undeclared(subject, permit)).FirstOrDefault(tool => GlobScope.Overlap([tool], one.Rule.What.Tools));
            if (tool is null) continue;
            subject.Add(this, one.Rule, $"`{one.Rule.Id}` speaks of a class, and the class of `{tool}` is what the agent claims", $"declare `class` for `{tool}` under `tools`", "what", "class");
        }
    }

    /// <summary>Lists what a permit reaches and no declaration of a class covers whole.</summary>
    private static IEnumerable<NameGlob> Undeclared(LintSubject subject, LayeredRule permit)
    {
        var declared = subject.DeclarationsFor(permit).Where(tool => tool.Class is not null).ToList();
        return (permit.Rule.What.Tools.IsEmpty ? [NameGlob.Any] : permit.Rule.What.Tools).Where(tool => !declared.Exists(one => DeclarationScope.Contains(one, tool, permit.Rule.What.Actions)));
    }
}
