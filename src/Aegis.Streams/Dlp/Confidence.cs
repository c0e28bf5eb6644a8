namespace Aegis.Streams.Dlp;

/// <summary>
/// The points of evidence, which add up to a confidence of 0 to 100. Whole numbers, no clock, no locale: the same input gives the same on
/// every machine.
/// </summary>
internal static class Confidence
{
    /// <summary>The value has the shape.</summary>
    public const int Shape = 40;

    /// <summary>Its check digits hold.</summary>
    public const int Checksum = 40;

    /// <summary>It lies in a range that is issued or assigned.</summary>
    public const int Range = 10;

    /// <summary>Its digits are grouped as people write them.</summary>
    public const int Grouping = 10;

    /// <summary>Its form is of this kind alone: an address with a valid domain, an address of the internet in full, a prefix with its length, a country code after a plus.</summary>
    public const int OwnForm = 20;

    /// <summary>Its key or column says so.</summary>
    public const int Key = 45;

    /// <summary>A word near it says so.</summary>
    public const int Word = 35;

    /// <summary>Its key, or the word that labels it, says that it is something else; only for shapes without a checksum.</summary>
    public const int Negative = -40;

    /// <summary>The most that what needs a key, a column or a word has without one: it is reported only where that little is asked for.</summary>
    public const int Unnamed = 50;

    /// <summary>From here on a finding is reported, unless a profile says otherwise.</summary>
    public const int DefaultThreshold = 60;

    /// <summary>The most there can be.</summary>
    public const int Max = 100;
}
