using System.Numerics;
using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Reads the domain of a mail address (RFC 1035, RFC 5890): labels with dots between, or with words for dots.</summary>
internal static class EmailDomain
{
    private const int MaxLabel = 63;

    // What files are called after a dot, packed: `icon@2x.png` is no address.
    private static readonly ulong[] AssetNames =
        [.. "png jpg jpeg gif svg webp ico bmp avif css js ts map json html htm pdf mp4 webm woff woff2 ttf scss less tsx jsx".Split(' ').Select(name => Pack(Encoding.ASCII.GetBytes(name)))];

    /// <summary>Finds the end of a domain: labels with dots between, the last of which is a name.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where it starts.</param>
    /// <returns>The offset after it; -1: there is none.</returns>
    public static int End(in Field field, int start)
    {
        var text = field.Text;
        var (at, end, labels, last, beforeLast, lastEnd) = (start, -1, 0, start, start, -1);
        while (true)
        {
            var label = at;
            at = LabelEnd(field, label);
            var labelEnd = at;
            while (labelEnd > label && text[labelEnd - 1] == '-') labelEnd--;
            if (labelEnd == label || labelEnd - label > MaxLabel || text[label] == '-') break;
            labels++;
            (beforeLast, last, lastEnd, end) = (last, label, end, labelEnd);
            if (labelEnd < at) break;
            var next = DotEnd(text, at);
            if (next < 0) break;
            at = next;
        }

        if (labels < 2) return -1;
        if (!IsTopLevel(field, last, end))
        {
            // A telephone glued to the address, or the ending of a file that is named after it.
            if (TopLevelDomain.LengthAt(text[last..end]) is > 0 and var known) return last + known;
            return labels > 2 && IsAsset(text[last..end]) && !IsScale(text[start..end]) && TopLevelDomain.IsWellKnown(text[beforeLast..lastEnd]) ? lastEnd : -1;
        }

        // Two dots end no domain; they are no domain.
        return end + 1 < text.Length && text[end] == '.' && text[end + 1] == '.' && end + 2 < text.Length && ByteClass.IsLetter(text[end + 2]) ? -1 : end;
    }

    /// <summary>Finds the end of letters, digits and hyphens: not more than one too many for a label.</summary>
    private static int LabelEnd(in Field field, int start)
    {
        var limit = Math.Min(field.Text.Length, start + MaxLabel + 1);
        var at = start;
        while (at < limit)
        {
            at += BitOperations.TrailingZeroCount(~(field.LettersFrom(at) | field.DigitsFrom(at)));
            if (at >= limit || field.Text[at] != '-') break;
            at++;
        }

        return Math.Min(at, limit);
    }

    /// <summary>Finds what follows a dot, or a word for it in brackets.</summary>
    private static int DotEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '.') return at + 1;
        var word = at;
        while (word < text.Length && text[word] == ' ') word++;
        if (word >= text.Length - 4) return -1;
        var isBracket = text[word] is (byte)'(' or (byte)'[' or (byte)'{';
        if (isBracket && text[word + 1] == '.' && text[word + 2] is (byte)')' or (byte)']' or (byte)'}')
        {
            word += 3;
            while (word < text.Length && text[word] == ' ') word++;
            return word;
        }

        if (isBracket) word++;
        else if (word == at) return -1;
        if (word + 3 > text.Length || (text[word] | 0x20) != 'd' || (text[word + 1] | 0x20) != 'o' || (text[word + 2] | 0x20) != 't') return -1;
        word += 3;
        if (isBracket && (word >= text.Length || text[word] is not ((byte)')' or (byte)']' or (byte)'}'))) return -1;
        if (isBracket) word++;
        else if (word >= text.Length || text[word] != ' ') return -1;
        while (word < text.Length && text[word] == ' ') word++;
        return word;
    }

    private static bool IsTopLevel(in Field field, int start, int end)
    {
        if (end - start < 2) return false;
        var label = field.Text[start..end];
        if (label.StartsWith("xn--"u8)) return label.Length > 4;
        return BitOperations.TrailingZeroCount(~field.LettersFrom(start)) >= label.Length && !IsAsset(label);
    }

    private static bool IsAsset(ReadOnlySpan<byte> label) => label.Length <= sizeof(ulong) && AssetNames.AsSpan().Contains(Pack(label));

    /// <summary>Says whether a domain begins as the scale of a picture does: `2x.`.</summary>
    private static bool IsScale(ReadOnlySpan<byte> domain) => domain.Length > 2 && ByteClass.IsDigit(domain[0]) && (domain[1] | 0x20) == 'x' && domain[2] == '.';

    private static ulong Pack(ReadOnlySpan<byte> name)
    {
        var packed = 0UL;
        foreach (var letter in name) packed = (packed << 8) | (byte)(letter | 0x20);
        return packed;
    }
}
