using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A number lies between bounds, compared exactly.</summary>
/// <param name="Min">The lower bound; <see langword="null"/>: none.</param>
/// <param name="Max">The upper bound; <see langword="null"/>: none.</param>
public sealed record NumberRange(ExactDecimal? Min, ExactDecimal? Max) : ParameterTest
{
    /// <summary>Gets a value indicating whether the lower bound itself is out.</summary>
    public bool IsMinExcluded { get; init; }

    /// <summary>Gets a value indicating whether the upper bound itself is out.</summary>
    public bool IsMaxExcluded { get; init; }
}
