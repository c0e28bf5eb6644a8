using System.Text;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>Reads terms of dictionaries: words of letters and digits, whatever stands between them and in whatever case they are written.</summary>
internal static class Term
{
    /// <summary>The longest term, in bytes as it is compared.</summary>
    public const int LongestBytes = 256;

    /// <summary>The most words of a term.</summary>
    public const int MostWords = 16;

    /// <summary>The most signs between two words.</summary>
    public const int MostSigns = 3;

    /// <summary>Gets the rule in words.</summary>
    public static string Rule => $"must be 1 to {MostWords} words of Latin letters and digits, at most {MostSigns} signs or spaces between two, and {LongestBytes} characters in all";

    /// <summary>Says whether a text is a term: it means the same in what is scanned as it does here.</summary>
    public static bool IsValid(string text) => text.Length <= LongestBytes && Canonical(Encoding.UTF8.GetBytes(text), new TextFold()) is not null;

    /// <summary>Reads a term.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="fold">Room to fold in.</param>
    /// <returns>Its words in small letters with a space between them; <see langword="null"/>: it is none.</returns>
    public static byte[]? Canonical(ReadOnlySpan<byte> text, TextFold fold)
    {
        fold.Fold(text);
        var folded = fold.Text.Trim((byte)' ');
        if (folded.IsEmpty || folded.Length > LongestBytes || !ByteClass.IsAlphanumeric(folded[^1]) || folded.ContainsAny(ByteClass.OtherLetter, ByteClass.OtherSign)) return null;
        Span<byte> canonical = stackalloc byte[LongestBytes];
        var (length, words) = (0, 0);
        for (var at = 0; at < folded.Length; words++)
        {
            var start = at;
            while (at < folded.Length && !ByteClass.IsAlphanumeric(folded[at])) at++;
            if (words == MostWords || at - start > (words == 0 ? 0 : MostSigns)) return null;
            if (words > 0) canonical[length++] = (byte)' ';
            for (; at < folded.Length && ByteClass.IsAlphanumeric(folded[at]); at++) canonical[length++] = Small(folded[at]);
        }

        return canonical[..length].ToArray();
    }

    /// <summary>Gets the small letter.</summary>
    public static byte Small(byte one) => ByteClass.IsCapital(one) ? (byte)(one | 0x20) : one;
}
