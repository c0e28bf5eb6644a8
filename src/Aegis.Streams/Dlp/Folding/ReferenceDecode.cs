using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>Decodes character references of HTML, and percent-encoding once and twice (RFC 3986 section 2.1).</summary>
internal static class ReferenceDecode
{
    private const int LongestName = 8;
    private const int MostOfASign = 0x7E;

    // The named references of signs that matter to a detector.
    private static readonly (string Name, char Sign)[] Names =
    [
        ("commat", '@'), ("period", '.'), ("hyphen", '-'), ("dash", '-'), ("plus", '+'), ("lpar", '('), ("rpar", ')'), ("sol", '/'),
        ("colon", ':'), ("nbsp", ' '), ("amp", '&'), ("lowbar", '_'), ("num", '#'), ("quot", '"'), ("lt", '<'), ("gt", '>'),
        ("ndash", '-'), ("mdash", '-'), ("minus", '-'), ("horbar", '-'), ("ensp", ' '), ("emsp", ' '), ("thinsp", ' '), ("shy", '\u00AD'), ("zwj", '\u200D'), ("zwnj", '\u200C'),
    ];

    /// <summary>Says whether there may be anything to decode.</summary>
    public static bool MayHave(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'&', (byte)'%') >= 0;

    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">Takes it.</param>
    public static void Decode(ReadOnlySpan<byte> text, MappedText target)
    {
        target.Begin(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            var one = text[at];
            if (one == '%' && TryPercent(text, at, out var value, out var encodedLength))
            {
                target.Add(value, at);
                at += encodedLength;
            }
            else if (one == '&' && TryReference(text[at..], out var rune, out encodedLength))
            {
                foreach (var part in encoded[..rune.EncodeToUtf8(encoded)]) target.Add(part, at);
                at += encodedLength;
            }
            else
            {
                // What is before the next sign stays.
                var length = text[(at + 1)..].IndexOfAny((byte)'&', (byte)'%') + 1;
                if (length == 0) length = text.Length - at;
                target.Add(text.Slice(at, length), at);
                at += length;
            }
        }

        target.End(text.Length);
    }

    private static bool TryPercent(ReadOnlySpan<byte> text, int at, out byte value, out int length)
    {
        (value, length) = (0, 3);
        if (!TryHexPair(text, at + 1, out value)) return false;
        if (value != '%' || !TryHexPair(text, at + 3, out var second)) return true;
        (value, length) = (second, 5);
        return true;
    }

    private static bool TryHexPair(ReadOnlySpan<byte> text, int at, out byte value)
    {
        value = 0;
        if (at + 1 >= text.Length || !ByteClass.IsHex(text[at]) || !ByteClass.IsHex(text[at + 1])) return false;
        value = (byte)((ByteClass.HexOf(text[at]) << 4) | ByteClass.HexOf(text[at + 1]));
        return true;
    }

    /// <summary>Reads a reference; what follows a reference to the ampersand may be one with it, and so on.</summary>
    private static bool TryReference(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        if (!TryOne(text, out rune, out length)) return false;
        while (rune.Value == '&' && TryOne(text[(length - 1)..], out var inner, out var more)) (rune, length) = (inner, length - 1 + more);
        return true;
    }

    /// <summary>Reads one reference; its first byte, the ampersand, is not looked at.</summary>
    private static bool TryOne(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        (rune, length) = (default, 0);
        if (text.Length > 2 && text[1] == '#') return TryNumber(text, out rune, out length);
        var end = text[1..Math.Min(text.Length, LongestName + 2)].IndexOf((byte)';') + 1;
        if (end < 3) return false;
        length = end + 1;
        foreach (var (name, sign) in Names)
        {
            if (!Ascii.Equals(text[1..end], name)) continue;
            rune = new Rune(sign);
            return true;
        }

        return false;
    }

    /// <summary>Reads a reference by number. It may have any zeros before and no semicolon after, as browsers take it.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        var isHex = (text[2] | 0x20) == 'x';
        var start = isHex ? 3 : 2;
        var (code, at) = (0, start);
        for (; at < text.Length && (isHex ? ByteClass.IsHex(text[at]) : ByteClass.IsDigit(text[at])); at++)
            code = Math.Min(isHex ? (code << 4) | ByteClass.HexOf(text[at]) : (code * 10) + text[at] - '0', 0x11_0000); // Beyond that there are none.
        var isClosed = at < text.Length && text[at] == ';';
        length = isClosed ? at + 1 : at;
        return Rune.TryCreate(code, out rune) && code > 0 && (isClosed || IsSign(text[at..], code, at - start));
    }

    /// <summary>Says whether a number without a semicolon is a sign of ASCII, and not the first group of a longer number: `64acme` after it, but not `112-43-7781`.</summary>
    private static bool IsSign(ReadOnlySpan<byte> rest, int code, int digits) =>
        code is > ' ' and <= MostOfASign && (digits != 3 || rest.Length < 2 || !ByteClass.IsSeparator(rest[0]) || !ByteClass.IsDigit(rest[1]));
}
