namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>How many letters and digits of a value stay when it is masked: never more than half of it, and nothing of a secret, a date of birth, an IP address, a custom value or a run of base64; of a mail address its domain.</summary>
/// <param name="First">How many at its beginning, 0 to 6; where half of the value does not suffice for both ends, fewer.</param>
/// <param name="Last">How many at its end, 0 to 6.</param>
public readonly record struct MaskKeep(int First, int Last)
{
    /// <summary>The most that may stay at an end: more would be a number again, which a second look would take for a telephone.</summary>
    public const int Most = 6;

    /// <summary>Gets what stays where nothing is said of it: the last four.</summary>
    public static MaskKeep Usual { get; } = new(0, 4);

    /// <summary>Gets what stays where two demand a mask of one value.</summary>
    /// <param name="other">The other.</param>
    public MaskKeep Fewer(MaskKeep other) => new(Math.Min(First, other.First), Math.Min(Last, other.Last));

    /// <summary>Bounds it by how much of a value may stay.</summary>
    /// <param name="most">How many letters and digits may stay in all.</param>
    internal MaskKeep Within(int most)
    {
        var last = Math.Min(Last, most);
        return new MaskKeep(Math.Min(First, most - last), last);
    }
}
