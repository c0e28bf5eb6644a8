using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>Decodes character references of HTML, and percent-encoding once and twice (RFC 3986 section 2.1).</summary>
internal static class ReferenceDecode
{
    private const int LongestReference = 10;

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
        var end = text[1..Math.Min(text.Length, LongestReference)].IndexOf((byte)';') + 1;
        if (end < 3) return false;
        length = end + 1;
        var body = text[1..end];
        if (body[0] != '#')
        {
            foreach (var (name, sign) in Names)
            {
                if (!Ascii.Equals(body, name)) continue;
                rune = new Rune(sign);
                return true;
            }

            return false;
        }

        var isHex = (body[1] | 0x20) == 'x';
        var code = 0;
        foreach (var one in body[(isHex ? 2 : 1)..])
        {
            if (isHex ? !ByteClass.IsHex(one) : !ByteClass.IsDigit(one)) return false;
            code = isHex ? (code << 4) | ByteClass.HexOf(one) : (code * 10) + one - '0';
        }

        return code > 0 && Rune.TryCreate(code, out rune);
    }
}
