using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule demands approval or redaction of calls that nothing permits.</summary>
internal sealed class ApprovalWithoutPermitLint : LintCheck
{
    public override string Id => "approval-without-permit";

    public override string Summary => "A rule demands approval or redaction of calls that nothing permits.";

    public override string Why => "No call reaches it: what no permit covers is denied before anybody is asked. Permit the calls, or correct `who` and `what`.";

    public override ImmutableArray<string> Triggers =>
    [
        Body(
            Rule("p", "permit", "who: {agents: sales-*}", "what: {tools: crm}"),
            Rule("ask", "require_approval", "who: {agents: support-1}", "what: {tools: crm}")),
        Body(Rule("r", "sanitize", "what: {tools: mail}", "dlp: {profile: default, parameters: [body]}")),
    ];

    public override ImmutableArray<string> Passes =>
    [
        Body(Rule("p", "permit", "who: {agents: sales-*}", "what: {tools: crm}"), Rule("ask", "require_approval", "what: {tools: c*}")),
        Body(Rule("p", "permit", "who: {agents: sales-*}", "what: {tools: crm}", "mode: observe"), Rule("ask", "require_approval", "what: {tools: crm}")),
    ];

    public override void Check(LintSubject subject)
    {
        foreach (var one in subject.Rules.Where(one => one.Rule.Effect is RuleEffect.RequireApproval or RuleEffect.Sanitize))
        {
            // An observed permit may be about to count.
            if (subject.NeighboursOf(one.Rule).Any(other => other.Rule.Effect == RuleEffect.Permit && one.Overlaps(other))) continue;
            subject.Add(this, one.Rule, $"no permit covers any call of `{one.Rule.Id}`, so it never asks for {(one.Rule.Effect == RuleEffect.Sanitize ? "redaction" : "approval")}", "permit the calls, or correct `who` and `what`");
        }
    }
}
