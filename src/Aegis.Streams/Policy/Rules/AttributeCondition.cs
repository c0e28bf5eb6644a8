using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>An attribute of the agent's registration has one of these values, or none of them. Undecided if the agent has no such attribute.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Values">The values; empty: it must be there.</param>
public sealed record AttributeCondition(string Name, ImmutableArray<string> Values) : Condition
{
    /// <summary>Gets a value indicating whether the attribute must have none of the values.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Gets a value indicating whether an absent attribute counts for the call instead of against it.</summary>
    public bool IsOptional { get; init; }
}
