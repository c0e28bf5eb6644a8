using System.Collections.Immutable;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Differential;

/// <summary>A policy set before a change and after it, asked the same calls.</summary>
/// <param name="before">The one.</param>
/// <param name="after">The other.</param>
internal sealed class PolicyPair(ImmutableArray<PolicyDocument> before, ImmutableArray<PolicyDocument> after)
{
    private readonly PolicySnapshot _before = new(before);
    private readonly PolicySnapshot _after = new(after);
    private readonly ParameterTable _parameters = new();

    /// <summary>Makes calls that one of the sets has something to say to, and decides each by both.</summary>
    public IEnumerable<(DecisionOutcome Before, DecisionOutcome After)> Decide(Dice dice, int calls)
    {
        var random = new RandomCall(dice, [.. before, .. after]);
        return Enumerable.Range(0, calls).Select(_ => random.Next()).Where(call => call.TryRead(_parameters)).Select(Decide);
    }

    private (DecisionOutcome Before, DecisionOutcome After) Decide(GeneratedCall generated)
    {
        var call = generated.ToPolicyCall(_parameters);
        return (PolicyEngine.Evaluate(_before, call).Outcome, PolicyEngine.Evaluate(_after, call).Outcome);
    }
}
