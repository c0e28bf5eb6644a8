using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Writes the verdict where something else than permits speaks, or nothing permits.</summary>
internal static class VerdictWriter
{
    public static PolicyVerdict Write(PolicyProgram program, in PolicyCall call, in RuleSearch search)
    {
        var (findings, blames, observed) = (new List<Finding>(), new BlameList(), ImmutableArray<Finding>.Empty);
        if (!search.IsPermitted)
        {
            DenialReasons.Explain(program, call, search, blames, findings);
            if (findings.Count == 0)
            {
                var denial = DenialReasons.WithoutPermit(program, call, search);
                if (search.IsSilent) return denial;
                findings.AddRange(denial.Findings);
            }
        }

        var speaking = search.Speaking();
        foreach (var rule in speaking)
        {
            if (rule.Rule.IsObserved) observed = observed.Add(RuleReasons.Of(rule, call, blames));
            else if (rule.Rule.Effect != RuleEffect.Permit) findings.Add(RuleReasons.Of(rule, call, blames));
        }

        SortByOutcome(CollectionsMarshal.AsSpan(findings));
        return new PolicyVerdict
        {
            Outcome = OutcomeFold.Fold(findings, search.IsPermitted),
            RuleId = search.IsPermitted ? (search.BasePermit ?? search.LayerPermit)?.Rule.Id : null,
            RuleIds = RuleIds(search, speaking),
            Findings = [.. findings],
            Observed = observed,
            CatalogChecks = ChecksOf(speaking),
            Redactions = RulesOf(speaking, RuleEffect.Sanitize),
            DlpChecks = DlpChecksOf(speaking),
            Approvals = RulesOf(speaking, RuleEffect.RequireApproval),
            FailsOpen = search.FailsOpen,
        };
    }

    /// <summary>Puts the findings of the highest precedence first and leaves those of one outcome as they are.</summary>
    private static void SortByOutcome(Span<Finding> findings)
    {
        for (var end = 1; end < findings.Length; end++)
        {
            var (finding, place) = (findings[end], end);
            for (; place > 0 && findings[place - 1].Outcome < finding.Outcome; place--) findings[place] = findings[place - 1];
            findings[place] = finding;
        }
    }

    /// <summary>Names the rules that speak: the permits, and whatever is in force.</summary>
    private static string[] RuleIds(in RuleSearch search, CompiledRule[] speaking)
    {
        if (search.IsSilent) return [];
        var rules = new List<CompiledRule>(speaking.Length + 2);
        foreach (var rule in speaking)
            if (!rule.Rule.IsObserved) rules.Add(rule);
        if (search.BasePermit is { } ofBase && !rules.Contains(ofBase)) rules.Add(ofBase);
        if (search.LayerPermit is { } ofLayer && !rules.Contains(ofLayer)) rules.Add(ofLayer);
        rules.Sort((left, right) => left.Number.CompareTo(right.Number));
        var ids = new string[rules.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = rules[i].Rule.Id;
        return ids;
    }

    private static ImmutableArray<CatalogCheck> ChecksOf(CompiledRule[] speaking)
    {
        ImmutableArray<CatalogCheck> checks = [];
        foreach (var rule in speaking)
            if (!rule.Rule.IsObserved && rule.CatalogCheck is { } check) checks = checks.Add(check);
        return checks;
    }

    private static ImmutableArray<DlpCheck> DlpChecksOf(CompiledRule[] speaking)
    {
        ImmutableArray<DlpCheck> checks = [];
        foreach (var rule in speaking)
            if (!rule.Rule.IsObserved && rule.DlpCheck is { } check) checks = checks.Add(check);
        return checks;
    }

    private static ImmutableArray<PolicyRule> RulesOf(CompiledRule[] speaking, RuleEffect effect)
    {
        ImmutableArray<PolicyRule> rules = [];
        foreach (var rule in speaking)
            if (!rule.Rule.IsObserved && rule.Rule.Effect == effect) rules = rules.Add(rule.Rule);
        return rules;
    }
}
