namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A text that follows a rule.</summary>
/// <param name="Name">What to call its form in the reference.</param>
/// <param name="Rule">The rule in words, `must be ...`.</param>
/// <param name="IsValid">The rule.</param>
internal sealed record TextShape(string Name, string Rule, Func<string, bool> IsValid) : Shape
{
    /// <summary>Gets the rule as a pattern of ECMA-262, as far as one can say it.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets the longest text in code points, for the schema; <see langword="null"/>: the pattern bounds it.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Gets the shortest text in code points, for the schema.</summary>
    public int? MinLength { get; init; }

    /// <summary>Makes the shape of a free text.</summary>
    /// <param name="name">What to call it in the reference.</param>
    /// <param name="max">The most code points.</param>
    /// <param name="min">The fewest.</param>
    /// <returns>The shape.</returns>
    public static TextShape Free(string name, int max, int min = 1) =>
        new(name, $"must be a text of {min} to {max} characters", text => HasLength(text, min, max)) { MinLength = min, MaxLength = max };

    private static bool HasLength(string text, int min, int max)
    {
        if (text.Length < min) return false;
        if (text.Length <= max) return min < 2 || text.EnumerateRunes().Count() >= min;
        return text.Length <= 2 * max && text.EnumerateRunes().Count() is var length && length >= min && length <= max;
    }
}
