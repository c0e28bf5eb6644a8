using Aegis.Streams.Policy.Patterns;

namespace Aegis.Streams.Policy.Rules;

/// <summary>A text matches a pattern.</summary>
/// <param name="Pattern">The pattern.</param>
public sealed record PatternTest(Pattern Pattern) : ParameterTest
{
    /// <summary>Gets a value indicating whether a match of a part is enough; else the whole text must match.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Gets a value indicating whether the text must not match.</summary>
    public bool IsNegated { get; init; }
}
