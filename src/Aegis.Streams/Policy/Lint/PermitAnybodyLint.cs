using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit does not say who.</summary>
internal sealed class PermitAnybodyLint : LintCheck
{
    public override string Id => "permit-anybody";

    public override string Summary => "A permit does not say who.";

    public override string Why => "Every agent of every tenant may do what it permits, and every agent that is registered later. Name the agents, groups or roles.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(Rule("r", "permit", "what: {tools: crm}")),
        Body(Rule("r", "permit", """who: {agents: "**"}""", "what: {tools: crm}")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(Rule("r", "permit", "who: {groups: sales}", "what: {tools: crm}")),
        Body(Rule("r", "permit", "who: {tenants: acme}", "what: {tools: crm}")),
        Body(Rule("r", "forbid", "what: {tools: crm}")),
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.FreePermits.Where(one => IsAnybody(one.Rule.Who)))
            subject.Add(this, rule, $"`{rule.Id}` permits every agent", "name agents, groups or roles in `who`", "who");
    }

    private static bool IsAnybody(Subject who) => IsAny(who.Agents) && who.Groups.IsEmpty && who.Roles.IsEmpty && IsAny(who.Tenants);

    private static bool IsAny(ImmutableArray<NameGlob> globs) => globs.IsEmpty || globs.Any(glob => glob.IsAny);
}
