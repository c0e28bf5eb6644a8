using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;
using Aegis.Streams.Tests.Policy.Reference;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>The engine of the product, asked as the reference is.</summary>
internal sealed class EngineUnderTest
{
    private readonly PolicySnapshot _snapshot;
    private readonly ParameterTable _parameters = new();

    private EngineUnderTest(ImmutableArray<PolicyDocument> documents) => _snapshot = new PolicySnapshot(documents);

    /// <summary>Makes policies ready.</summary>
    /// <returns>What answers calls.</returns>
    public static Func<GeneratedCall, Answer> Prepare(ImmutableArray<PolicyDocument> documents) => new EngineUnderTest(documents).Answer;

    private Answer Answer(GeneratedCall call)
    {
        if (!call.TryRead(_parameters)) return Reference.Answer.Unreadable;
        var seen = call.ToPolicyCall(_parameters);
        var verdict = PolicyEngine.Evaluate(_snapshot, seen);
        var trace = PolicyEngine.Trace(_snapshot, seen);
        var fault = FaultOf(verdict, trace);
        return Reference.Answer.Of(verdict.Outcome, fault is null ? trace.Applied : [fault], trace.Observed);
    }

    /// <summary>Says where the answer and the way to it, which the engine writes down for people, do not fit each other.</summary>
    private static string? FaultOf(PolicyVerdict verdict, PolicyTrace trace)
    {
        if (verdict.Outcome != trace.Verdict.Outcome) return $"the-trace-says-{trace.Verdict.Outcome}";
        var applied = trace.Rules.Where(rule => rule.Applies && !rule.Rule.IsObserved).Select(rule => rule.Rule).ToLookup(rule => rule.Effect == RuleEffect.Permit, rule => rule.Id);
        if (!verdict.RuleIds.Except(applied[true]).SequenceEqual(applied[false])) return "other-rules-than-traced";
        if (!verdict.Observed.Select(finding => finding.Reason.RuleId).SequenceEqual(trace.Observed)) return "other-observations-than-traced";
        if (!IdsOf(verdict.Approvals).SequenceEqual(Applied(trace, RuleEffect.RequireApproval))) return "other-approvals-than-traced";
        return IdsOf(verdict.Redactions).SequenceEqual(Applied(trace, RuleEffect.Sanitize)) ? null : "other-redactions-than-traced";
    }

    private static IEnumerable<string> IdsOf(IEnumerable<PolicyRule> rules) => rules.Select(rule => rule.Id).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Applied(PolicyTrace trace, RuleEffect effect) =>
        IdsOf(trace.Rules.Where(rule => rule.Applies && !rule.Rule.IsObserved && rule.Rule.Effect == effect).Select(rule => rule.Rule));
}
