using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>The value is one of these, or none of them. Undecided for a value whose type none of them has.</summary>
/// <param name="Values">The values, at least one.</param>
public sealed record OneOf(ImmutableArray<Literal> Values) : ParameterTest
{
    /// <summary>Gets a value indicating whether the value must be none of them.</summary>
    public bool IsNegated { get; init; }
}
