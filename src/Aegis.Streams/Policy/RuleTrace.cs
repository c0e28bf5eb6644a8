using System.Collections.Immutable;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>What one rule did in an evaluation.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Silence">Why it is silent; <see cref="RuleSilence.None"/>: it applies.</param>
/// <param name="When">What its condition was; <see langword="null"/>: it was not tested.</param>
/// <param name="Reasons">The parts of the condition that speak against the call.</param>
public sealed record RuleTrace(PolicyRule Rule, RuleSilence Silence, Truth? When, ImmutableArray<Reason> Reasons)
{
    /// <summary>Gets a value indicating whether the rule applies.</summary>
    public bool Applies => Silence == RuleSilence.None;
}
