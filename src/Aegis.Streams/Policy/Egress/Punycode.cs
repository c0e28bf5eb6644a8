namespace Aegis.Streams.Policy.Egress;

/// <summary>Checks what follows `xn--` in a label (RFC 3492). Nothing is decoded into a name: names are compared as A-labels.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialCode = 0x80;
    private const int MaxCode = 0x10FFFF;

    /// <summary>Says whether a text stands for at least one character outside of ASCII, and only for ones that may be in a label.</summary>
    /// <param name="encoded">Lower-case letters, digits and hyphens, at most 59.</param>
    public static bool IsWellFormed(ReadOnlySpan<byte> encoded)
    {
        var delimiter = encoded.LastIndexOf((byte)'-');
        if (delimiter == 0) return false;
        var characters = Math.Max(delimiter, 0);
        var rest = encoded[(delimiter + 1)..];
        if (rest.IsEmpty) return false;

        long code = InitialCode;
        long position = 0;
        var bias = InitialBias;
        for (var isFirst = true; !rest.IsEmpty; isFirst = false)
        {
            if (!TryReadDelta(ref rest, bias, out var delta)) return false;
            characters++;
            bias = Adapt(delta, characters, isFirst);
            position += delta;
            code += position / characters;
            position = (position % characters) + 1;
            if (code > MaxCode || !IsAllowed((int)code)) return false;
        }

        return true;
    }

    private static bool IsAllowed(int code) => code >= 0xA0 && code is < 0xD800 or > 0xDFFF && !Lookalikes.Contains(code);

    private static bool TryReadDelta(ref ReadOnlySpan<byte> rest, int bias, out long delta)
    {
        delta = 0;
        long weight = 1;
        for (var k = Base; !rest.IsEmpty; k += Base)
        {
            var digit = Digit(rest[0]);
            rest = rest[1..];
            if (digit < 0) return false;
            delta += digit * weight;
            // No delta of a label is larger, and none may overflow.
            if (delta > int.MaxValue) return false;
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (digit < threshold) return true;
            weight *= Base - threshold;
            if (weight > int.MaxValue) return false;
        }

        return false;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'a' and <= (byte)'z' => character - 'a',
        >= (byte)'0' and <= (byte)'9' => character - '0' + 26,
        _ => -1,
    };

    private static int Adapt(long delta, int characters, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / characters;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (int)((Base - TMin + 1) * delta / (delta + Skew));
    }
}
