using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule applies only to calls that another rule forbids.</summary>
internal sealed class UnreachableRuleLint : LintCheck
{
    public override string Id => "unreachable-rule";

    public override string Summary => "A rule applies only to calls that another rule forbids.";

    public override string Why => "A forbid always wins, so the rule changes nothing. Remove it, or make the forbid narrower.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(Rule("p", "permit", "who: {agents: sales-1}", "what: {tools: crm}"), Rule("f", "forbid", "what: {tools: c*}")),
        Body(
            PermitRule("p"),
            Rule("ask", "require_approval", "what: {tools: crm}", "when: [{parameter: size, above: 20}]"),
            Rule("f", "forbid", "what: {tools: crm}", "when: [{parameter: size, above: 10}]")),
        Body(PermitRule("p", "when: [{environment: production}]"), Rule("f", "forbid", "what: {tools: c*}", "when: [{environment: [production, test]}]")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(
            Rule("p", "permit", "who: {agents: sales-1}", "what: {tools: crm}"),
            Rule("f", "forbid", "what: {tools: c*}", "when: [{environment: production}]")),
        Body(
            PermitRule("p"),
            Rule("ask", "require_approval", "what: {tools: crm}", "when: [{parameter: size, above: 20}]"),
            Rule("f", "forbid", "what: {tools: crm}", "when: [{parameter: size, optional: true, above: 10}]")),
        Body(
            PermitRule("p", "when: [{parameter: size, optional: true, max: 5}]"),
            Rule("f", "forbid", "what: {tools: crm}", "when: [{parameter: size, optional: true, max: 5}]")),
        Body(
            PermitRule("p"),
            Rule("ask", "require_approval", "what: {tools: crm}", "when: [{parameter: note, type: string}]"),
            Rule("f", "forbid", "what: {tools: crm}", "when: [{parameter: note, optional: true, min_length: 0}]")),
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var one in subject.Rules.Where(one => one.Rule is { Effect: not RuleEffect.Forbid, IsObserved: false }))
            if (subject.ForbidsFor(one.Rule).FirstOrDefault(forbid => RuleCoverage.Covers(forbid.Rule, forbid.Tenant, one.Rule, one.Tenant) && !ContradictoryRulesLint.Contradict(one, forbid)) is { } forbid)
                subject.Add(this, one.Rule, $"`{one.Rule.Id}` applies only to calls that `{forbid.Rule.Id}` forbids", "remove it, or narrow the forbid");
    }
}
