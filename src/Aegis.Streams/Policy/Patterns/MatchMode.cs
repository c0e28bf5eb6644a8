namespace Aegis.Streams.Policy.Patterns;

/// <summary>Where a match may lie in a text.</summary>
/// <param name="StartsAnywhere">Whether it may begin after the start.</param>
/// <param name="EndsAnywhere">Whether it may end before the end.</param>
internal readonly record struct MatchMode(bool StartsAnywhere, bool EndsAnywhere)
{
    /// <summary>Gets the mode in which the whole text must match.</summary>
    public static MatchMode Full => default;
}
