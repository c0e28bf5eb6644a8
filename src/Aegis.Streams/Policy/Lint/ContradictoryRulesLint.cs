using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit and a forbid without conditions speak of the same calls.</summary>
internal sealed class ContradictoryRulesLint : LintCheck
{
    public override string Id => "contradictory-rules";

    public override string Summary => "A permit and a forbid without conditions speak of the same calls.";

    public override string Why => "A forbid always wins, so the permit allows nothing. Remove one of the two, or say when the forbid applies.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: p
            effect: permit
            who: {agents: a}
            what: {tools: crm}
          - id: f
            effect: forbid
            who: {agents: a}
            what: {tools: crm}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: p
            effect: permit
            who: {agents: a}
            what: {tools: crm}
          - id: f
            effect: forbid
            who: {agents: a}
            what: {tools: crm}
            when: [{environment: production}]
        """,
        """
        rules:
          - id: p
            effect: permit
            who: {agents: a}
            what: {tools: crm}
          - id: f
            effect: forbid
            mode: observe
            who: {agents: a}
            what: {tools: crm}
        """,
    ];

    /// <summary>Says whether a permit and a forbid without conditions speak of exactly the same calls.</summary>
    public static bool Contradict(LayeredRule permit, LayeredRule forbid) =>
        forbid.Rule is { Effect: RuleEffect.Forbid, IsObserved: false, When: AllOf { Parts.IsEmpty: true } }
        && permit.Rule.Effect == RuleEffect.Permit
        && RuleScope.Contains(forbid.Rule, forbid.Tenant, permit.Rule, permit.Tenant)
        && RuleScope.Contains(permit.Rule, permit.Tenant, forbid.Rule, forbid.Tenant);

    public override void Check(LintSubject subject)
    {
        foreach (var permit in subject.Permits)
            if (subject.CandidatesFor(permit).FirstOrDefault(forbid => Contradict(permit, forbid)) is { } forbid)
                subject.Add(this, permit.Rule, $"`{permit.Rule.Id}` permits what `{forbid.Rule.Id}` forbids without conditions", "a forbid wins: remove one, or say when the forbid applies");
    }
}
