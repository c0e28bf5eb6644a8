using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>Reads the inside of JSON strings that a scan has found well formed (RFC 8259 section 7), in UTF-8 and without allocating.</summary>
internal static class JsonEscapes
{
    private const int UnicodeEscapeLength = 6; // \u0000
    private const sbyte LastContinuation = unchecked((sbyte)0xBF);

    /// <summary>Says whether an escape stands for half of a surrogate pair whose other half is not its neighbour.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> raw)
    {
        for (var at = raw.IndexOf((byte)'\\'); at >= 0;)
        {
            var length = Length(raw[at..]);
            if (length == 0) return true;
            var next = raw[(at + length)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + length + next;
        }

        return false;
    }

    /// <summary>Writes a string without its escapes.</summary>
    /// <param name="raw">The string as it is in the text.</param>
    /// <param name="output">As long as <paramref name="raw"/> at least; no string grows.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> output)
    {
        var written = 0;
        while (true)
        {
            var plain = PlainLength(raw);
            raw[..plain].CopyTo(output[written..]);
            written += plain;
            if (plain == raw.Length) return written;
            raw = raw[plain..];
            written += Decode(raw, out var length).EncodeToUtf8(output[written..]);
            raw = raw[length..];
        }
    }

    /// <summary>Says whether a string without its escapes is a given one.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> utf8)
    {
        Span<byte> character = stackalloc byte[4];
        while (true)
        {
            var plain = PlainLength(raw);
            if (!utf8.StartsWith(raw[..plain])) return false;
            utf8 = utf8[plain..];
            if (plain == raw.Length) return utf8.IsEmpty;
            raw = raw[plain..];
            var size = Decode(raw, out var length).EncodeToUtf8(character);
            if (!utf8.StartsWith(character[..size])) return false;
            utf8 = utf8[size..];
            raw = raw[length..];
        }
    }

    /// <summary>Counts the code points of a string without its escapes.</summary>
    public static int CodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        while (true)
        {
            var plain = PlainLength(raw);
            count += PlainCodePoints(raw[..plain]);
            if (plain == raw.Length) return count;
            count++;
            raw = raw[(plain + Length(raw[plain..]))..];
        }
    }

    /// <summary>Counts the code points of UTF-8: the bytes that continue none.</summary>
    public static int PlainCodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        while (utf8.Length >= Vector128<byte>.Count)
        {
            var starts = Vector128.GreaterThan(Vector128.Create(utf8).AsSByte(), Vector128.Create(LastContinuation));
            count += BitOperations.PopCount(starts.ExtractMostSignificantBits());
            utf8 = utf8[Vector128<byte>.Count..];
        }

        foreach (var unit in utf8)
            if ((sbyte)unit > LastContinuation) count++;
        return count;
    }

    private static int PlainLength(ReadOnlySpan<byte> raw)
    {
        var escape = raw.IndexOf((byte)'\\');
        return escape < 0 ? raw.Length : escape;
    }

    /// <summary>Returns the length of the escape, or the pair of escapes, that the text starts with; 0: it is half of a pair.</summary>
    private static int Length(ReadOnlySpan<byte> escape)
    {
        if (escape[1] != 'u') return 2;
        var unit = Unit(escape);
        if (!char.IsSurrogate(unit)) return UnicodeEscapeLength;
        return char.IsHighSurrogate(unit) && StartsWithLowSurrogate(escape[UnicodeEscapeLength..]) ? 2 * UnicodeEscapeLength : 0;
    }

    private static Rune Decode(ReadOnlySpan<byte> escape, out int length)
    {
        length = Length(escape);
        return length switch
        {
            2 => new Rune(escape[1] switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                var itself => (char)itself,
            }),
            UnicodeEscapeLength => new Rune(Unit(escape)),
            _ => new Rune(Unit(escape), Unit(escape[UnicodeEscapeLength..])),
        };
    }

    private static bool StartsWithLowSurrogate(ReadOnlySpan<byte> text) =>
        text.Length >= UnicodeEscapeLength && text[0] == '\\' && text[1] == 'u' && char.IsLowSurrogate(Unit(text));

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)((Digit(escape[2]) << 12) | (Digit(escape[3]) << 8) | (Digit(escape[4]) << 4) | Digit(escape[5]));

    // Letters have bit 6, and a to f and A to F end in 1 to 6.
    private static int Digit(byte hex) => (hex & 0xF) + (9 * (hex >> 6));
}
