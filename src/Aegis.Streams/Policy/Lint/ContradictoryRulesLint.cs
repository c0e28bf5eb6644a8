using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit and a forbid without conditions speak of the same calls.</summary>
internal sealed class ContradictoryRulesLint : LintCheck
{
    public override string Id => "contradictory-rules";

    public override string Summary => "A permit and a forbid without conditions speak of the same calls.";

    public override string Why => "A forbid always wins, so the permit allows nothing. Remove one of the two, or say when the forbid applies.";

    public override ImmutableArray<string> Triggers => [Body(PermitRule("p"), Rule("f", "forbid", "who: {agents: a}", "what: {tools: crm}"))];

    public override ImmutableArray<string> Passes =>
    [
        Body(PermitRule("p"), Rule("f", "forbid", "who: {agents: a}", "what: {tools: crm}", "when: [{environment: production}]")),
        Body(PermitRule("p"), Rule("f", "forbid", "mode: observe", "who: {agents: a}", "what: {tools: crm}")),
    ];

    /// <summary>Says whether a permit and a forbid without conditions speak of exactly the same calls.</summary>
    public static bool Contradict(LayeredRule permit, LayeredRule forbid) =>
        permit.Rule.Effect == RuleEffect.Permit && forbid.Rule.When is AllOf { Parts.IsEmpty: true } && forbid.Contains(permit) && permit.Contains(forbid);

    public override void Check(LintSubject subject)
    {
        foreach (var permit in subject.Permits)
            if (subject.ForbidsFor(permit.Rule).FirstOrDefault(forbid => Contradict(permit, forbid)) is { } forbid)
                subject.Add(this, permit.Rule, $"`{permit.Rule.Id}` permits what `{forbid.Rule.Id}` forbids without conditions", "a forbid wins: remove one, or say when the forbid applies");
    }
}
