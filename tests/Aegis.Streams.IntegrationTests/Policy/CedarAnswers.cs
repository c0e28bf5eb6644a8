using System.Collections.Immutable;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.IntegrationTests.Policy;

/// <summary>What the reference's answer makes Cedar answer to its three questions.</summary>
/// <param name="documents">The policies.</param>
internal sealed class CedarAnswers(ImmutableArray<PolicyDocument> documents)
{
    private readonly Dictionary<string, (RuleEffect Effect, bool IsInBase)> _rules = documents
        .SelectMany(document => document.Rules.Select(rule => (rule, IsInBase: document.Tenant is null)))
        .ToDictionary(item => item.rule.Id, item => (item.rule.Effect, item.IsInBase));

    private readonly bool _hasBase = documents.Any(document => document.Tenant is null);

    /// <summary>Gives the three answers. With a layer the base's permits are the determining ones, and the layer's own forbid is left out of account.</summary>
    public string Expect(Answer answer)
    {
        var applied = answer.Applied.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(id => _rules[id].Effect);
        var permits = applied[RuleEffect.Permit].Where(id => !_hasBase || _rules[id].IsInBase);
        return string.Join(" | ", [
            answer.Verdict == DecisionOutcome.Deny ? Say("deny", applied[RuleEffect.Forbid]) : Say("allow", permits),
            SayDemands(applied[RuleEffect.RequireApproval]),
            SayDemands(applied[RuleEffect.Sanitize])]);
    }

    /// <summary>Puts Cedar's own answers to a call into the same form.</summary>
    public static string Combine(ImmutableArray<ImmutableArray<string>> answers, int call) => string.Join(" | ", answers.Select(set =>
        set[call].StartsWith("error", StringComparison.Ordinal) ? set[call] : string.Join(' ', set[call].Split(' ').Where(word => !word.StartsWith("layer:", StringComparison.Ordinal)))));

    private static string SayDemands(IEnumerable<string> rules) => rules.Any() ? Say("allow", rules) : "deny";

    private static string Say(string decision, IEnumerable<string> rules) => string.Join(' ', rules.Prepend(decision));
}
