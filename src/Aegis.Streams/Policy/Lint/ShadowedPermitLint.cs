using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A permit allows nothing that another permit does not allow.</summary>
internal sealed class ShadowedPermitLint : LintCheck
{
    public override string Id => "shadowed-permit";

    public override string Summary => "A permit allows nothing that another permit does not allow.";

    public override string Why => "It changes no decision. Often the wider permit was meant to be narrower, or the narrower one to replace it.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(
            Rule("all", "permit", "who: {agents: sales-*}", "what: {tools: crm}", "unknown_parameters: allow"),
            Rule("some", "permit", "who: {agents: sales-1}", "what: {tools: crm}", "when: [{parameter: size, max: 5}]")),
        Body(PermitRule("all", "when: [{parameter: size, max: 50}]"), PermitRule("some", "when: [{parameter: size, max: 5}]")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(
            Rule("all", "permit", "who: {agents: sales-*}", "what: {tools: crm}"),
            Rule("some", "permit", "who: {agents: sales-1}", "what: {tools: crm}", "when: [{parameter: size, max: 5}]")),
        Body(PermitRule("all", "accepts: [sku]"), PermitRule("some", "catalog: {sku: sku}")),
        Body(Rule("all", "permit", """who: {groups: "**"}""", "what: {tools: crm}"), PermitRule("some")),
        Body(PermitRule("all", "accepts: [note, order, order.sku]"), PermitRule("some", "accepts: [order]")),
        Body(PermitRule("all", "accepts: [note, order.sku]"), PermitRule("some", "accepts: [order, order.sku]")),
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var one in subject.Permits)
        {
            var declared = subject.DeclarationsFor(one).ToList();
            bool Covers(PolicyRule outer, PolicyRule inner) => (inner.Catalog is null || inner.Catalog == outer.Catalog) && RuleCoverage.Covers(outer, inner, one.Tenant, declared);
            var others = subject.CandidatesFor(one).Where(other => other != one && other.Tenant == one.Tenant && other.Rule is { Effect: RuleEffect.Permit, IsObserved: false });

            // Of two that say the same, the later one is told.
            if (others.FirstOrDefault(other => Covers(other.Rule, one.Rule) && (string.CompareOrdinal(other.Rule.Id, one.Rule.Id) < 0 || !Covers(one.Rule, other.Rule))) is { } wider)
                subject.Add(this, one.Rule, $"`{one.Rule.Id}` allows nothing that `{wider.Rule.Id}` does not allow", "remove it, or narrow the other");
        }
    }
}
