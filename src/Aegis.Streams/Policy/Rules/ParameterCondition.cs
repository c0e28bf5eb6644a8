using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Tests a parameter.</summary>
/// <param name="Path">The parameter.</param>
/// <param name="Tests">The tests, all of which it must pass; empty: it must be present.</param>
public sealed record ParameterCondition(ParameterPath Path, ImmutableArray<ParameterTest> Tests) : Condition
{
    /// <summary>Gets how many items must pass, where the path has `[*]`.</summary>
    public Quantifier Quantifier { get; init; }

    /// <summary>Gets a value indicating whether an absent parameter counts for the call instead of against it.</summary>
    public bool IsOptional { get; init; }
}
