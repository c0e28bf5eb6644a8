using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Tells the name of a column, or a key, from a value: names have no long numbers in them.</summary>
internal static class HeaderCell
{
    private const int LongestName = 128;
    private const int MostDigits = 4;

    /// <summary>Says whether a text may be a name.</summary>
    /// <param name="text">The text; empty: it may.</param>
    public static bool IsName(string text) => IsName(Encoding.UTF8.GetBytes(text));

    /// <summary>Says whether a text may be a name.</summary>
    /// <param name="text">The text; empty: it may.</param>
    public static bool IsName(ReadOnlySpan<byte> text)
    {
        var (run, longest, all) = (0, 0, 0);
        if (text.LastIndexOf((byte)'@') > 0) return false; // `@timestamp` is a name, an address is none.
        foreach (var one in text)
        {
            run = ByteClass.IsDigit(one) ? run + 1 : 0;
            all += run > 0 ? 1 : 0;
            longest = Math.Max(longest, run);
        }

        // Without a letter it is a small number, such as the year of a column; with them, a date or a code has more digits in all.
        return text.Length <= LongestName && longest <= MostDigits && (all <= MostDigits || (HasLetter(text) && all <= 2 * MostDigits));
    }

    /// <summary>Says whether there is a letter, of any script.</summary>
    /// <param name="text">The text.</param>
    public static bool HasLetter(ReadOnlySpan<byte> text)
    {
        foreach (var one in text)
            if (one >= 0x80 || ByteClass.IsLetter(one)) return true;
        return false;
    }
}
