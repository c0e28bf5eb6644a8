using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>
/// Knows the labels that the redactor writes: `[PHONE]`, `[PHONE_2]`, `[PHONE#abcdefgh...]`. They say nothing of what stands beside them, or a
/// text that was redacted would hold more at the second look than at the first.
/// </summary>
internal static class RedactionLabel
{
    /// <summary>The letters of a hash: two for each of its bytes.</summary>
    public const int HashLetters = 24;

    private const int Longest = 80;
    private const int LongestCustomName = 32;
    private const int MostDigits = 10;

    private static readonly byte[][] Names = [.. DlpEntities.All.Select(entity => Encoding.ASCII.GetBytes(DlpEntities.NameOf(entity)))];

    /// <summary>Finds how long a label is.</summary>
    /// <param name="text">The text, at an opening bracket.</param>
    /// <returns>Its length, brackets included; 0: it is none.</returns>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || !ByteClass.IsCapital(text[1])) return 0;
        if (text[1..].StartsWith("CUSTOM:"u8)) return LengthOfCustom(text);
        foreach (var name in Names)
        {
            if (name[0] != text[1] || !text[1..].StartsWith(name)) continue;
            var end = EndOfNumberOrHash(text, name.Length + 1);
            if (end < text.Length && text[end] == ']') return end + 1;
        }

        return 0;
    }

    /// <summary>Finds how long the label is that ends before a place.</summary>
    /// <param name="text">The text up to the place, a closing bracket last.</param>
    /// <returns>Its length, brackets included; 0: there is none.</returns>
    public static int LengthBefore(ReadOnlySpan<byte> text)
    {
        var rest = text[Math.Max(0, text.Length - Longest)..];
        var start = rest.LastIndexOf((byte)'[');
        return start >= 0 && LengthAt(rest[start..]) == rest.Length - start ? rest.Length - start : 0;
    }

    private static int LengthOfCustom(ReadOnlySpan<byte> text)
    {
        var start = EntityNames.CustomPrefix.Length + 1;
        var at = start;
        while (at < text.Length && at - start <= LongestCustomName && (ByteClass.IsAlphanumeric(text[at]) || text[at] == '-')) at++;
        if (at == start || at - start > LongestCustomName) return 0;
        var end = EndOfNumberOrHash(text, at);
        return end < text.Length && text[end] == ']' ? end + 1 : 0;
    }

    private static int EndOfNumberOrHash(ReadOnlySpan<byte> text, int start)
    {
        var at = start;
        if (at >= text.Length) return at;
        if (text[at] == '_')
            for (at++; at < text.Length && at - start <= MostDigits && ByteClass.IsDigit(text[at]);) at++;
        else if (text[at] == '#')
            for (at++; at < text.Length && at - start <= HashLetters && ByteClass.IsLetter(text[at]);) at++;
        return at;
    }
}
