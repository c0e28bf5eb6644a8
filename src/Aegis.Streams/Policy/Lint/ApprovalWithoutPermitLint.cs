using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule demands approval or redaction of calls that nothing permits.</summary>
internal sealed class ApprovalWithoutPermitLint : LintCheck
{
    public override string Id => "approval-without-permit";

    public override string Summary => "A rule demands approval or redaction of calls that nothing permits.";

    public override string Why => "No call reaches it: what no permit covers is denied before anybody is asked. Permit the calls, or correct `who` and `what`.";

    public override ImmutableArray<string> Triggers =>
    [
        """
        rules:
          - id: p
            effect: permit
            who: {agents: sales-*}
            what: {tools: crm}
          - id: ask
            effect: require_approval
            who: {agents: support-1}
            what: {tools: crm}
        """,
        """
        rules:
          - id: r
            effect: sanitize
            what: {tools: mail}
            dlp: {profile: mail, parameters: [body]}
        """,
    ];

    public override ImmutableArray<string> Passes =>
    [
        """
        rules:
          - id: p
            effect: permit
            who: {agents: sales-*}
            what: {tools: crm}
          - id: ask
            effect: require_approval
            what: {tools: c*}
        """,
        """
        rules:
          - id: p
            effect: permit
            who: {agents: sales-*}
            what: {tools: crm}
            mode: observe
          - id: ask
            effect: require_approval
            what: {tools: crm}
        """,
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var (rule, tenant) in subject.Rules)
        {
            if (rule.Effect is not (RuleEffect.RequireApproval or RuleEffect.Sanitize)) continue;

            // An observed permit may be about to count.
            if (subject.NeighboursOf(rule).Any(other => other.Rule.Effect == RuleEffect.Permit && RuleScope.Overlap(rule, tenant, other.Rule, other.Tenant))) continue;
            subject.Add(this, rule, $"no permit covers any call of `{rule.Id}`, so it never asks for {(rule.Effect == RuleEffect.Sanitize ? "redaction" : "approval")}", "permit the calls, or correct `who` and `what`");
        }
    }
}
