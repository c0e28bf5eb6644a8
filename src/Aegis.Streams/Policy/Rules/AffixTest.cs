using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A text begins, or ends, with one of these texts.</summary>
/// <param name="Texts">The texts, at least one, none empty.</param>
public sealed record AffixTest(ImmutableArray<string> Texts) : ParameterTest
{
    /// <summary>Gets a value indicating whether the end counts; else the beginning.</summary>
    public bool IsSuffix { get; init; }
}
