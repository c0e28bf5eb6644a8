using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Writes the verdict where more than one permit speaks, or none.</summary>
internal static class VerdictWriter
{
    public static PolicyVerdict Write(PolicyProgram program, in PolicyCall call, in RuleSearch search)
    {
        var speaking = search.Speaking.OrderBy(rule => rule.Rule.Id, StringComparer.Ordinal).ToArray();
        var findings = new List<Finding>();
        var observed = new List<Finding>();
        if (!search.IsPermitted) findings.AddRange(DenialReasons.Of(program, call, search));
        foreach (var rule in speaking)
        {
            if (rule.Rule.IsObserved) observed.Add(RuleReasons.Of(rule, call));
            else if (rule.Rule.Effect != RuleEffect.Permit) findings.Add(RuleReasons.Of(rule, call));
        }

        var enforced = speaking.Where(rule => !rule.Rule.IsObserved).ToArray();
        var permit = search.BasePermit ?? search.LayerPermit;
        return new PolicyVerdict
        {
            Outcome = OutcomeFold.Fold(findings, search.IsPermitted),
            RuleId = search.IsPermitted ? permit?.Rule.Id : null,
            RuleIds = search.RuleIds(enforced),
            Findings = [.. findings.OrderByDescending(finding => finding.Outcome)],
            Observed = [.. observed],
            CatalogChecks = [.. enforced.Select(rule => rule.CatalogCheck).OfType<CatalogCheck>()],
            Redactions = [.. enforced.Select(rule => rule.Rule).Where(rule => rule.Effect == RuleEffect.Sanitize)],
            Approvals = [.. enforced.Select(rule => rule.Rule).Where(rule => rule.Effect == RuleEffect.RequireApproval)],
            FailsOpen = search.FailsOpen,
        };
    }
}
