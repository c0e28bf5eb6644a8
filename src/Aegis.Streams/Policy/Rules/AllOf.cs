using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Holds if all parts hold, and does not if one does not.</summary>
/// <param name="Parts">The parts; empty: it holds.</param>
public sealed record AllOf(ImmutableArray<Condition> Parts) : Condition
{
    /// <summary>Gets the condition that demands nothing.</summary>
    public static AllOf Nothing { get; } = new([]);
}
