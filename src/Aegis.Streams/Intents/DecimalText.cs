using System.Globalization;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>Reads exact decimals in the grammar of JSON, and writes the one spelling that is hashed.</summary>
internal static class DecimalText
{
    private const int MaxPlainZeros = 40;

    // What 64 bits hold, whatever the digits are.
    private const int MaxDigits64 = 19;

    public static bool TryRead(ReadOnlySpan<byte> utf8, out ExactDecimal value)
    {
        value = default;
        if (utf8.Length is 0 or > ExactDecimal.MaxLength) return false;
        var isNegative = utf8[0] == '-';
        var start = isNegative ? 1 : 0;
        var coefficient = 0UL; // Right as long as there are few digits.
        var end = TakeDigits(utf8, start, ref coefficient);
        var whole = end - start;
        if (whole == 0 || (whole > 1 && utf8[start] == '0')) return false;
        var fraction = 0;
        if (end < utf8.Length && utf8[end] == '.')
        {
            var point = end;
            end = TakeDigits(utf8, point + 1, ref coefficient);
            fraction = end - point - 1;
            if (fraction == 0) return false;
        }

        var exponent = 0;
        if (end < utf8.Length && !TryReadExponent(utf8[end..], out exponent)) return false;
        value = whole + fraction <= MaxDigits64
            ? ExactDecimal.Create(isNegative, coefficient, exponent - fraction)
            : Long(isNegative, utf8.Slice(start, whole), utf8.Slice(end - fraction, fraction), exponent);
        return true;
    }

    public static string Write(in ExactDecimal value)
    {
        if (value.Sign == 0) return "0";
        var digits = Digits(value);
        var scale = digits.Length + value.Exponent; // The value is 0.DIGITS x 10^scale.
        var sign = value.IsNegative ? "-" : "";
        if (scale < -MaxPlainZeros || scale > digits.Length + MaxPlainZeros)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}0.{digits}e{scale}");
        if (scale <= 0) return $"{sign}0.{new string('0', -scale)}{digits}";
        return scale >= digits.Length
            ? $"{sign}{digits}{new string('0', scale - digits.Length)}"
            : $"{sign}{digits.AsSpan(0, scale)}.{digits.AsSpan(scale)}";
    }

    public static bool IsItsOwnSpelling(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxPlainZeros) return false;
        var length = utf8.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) return !utf8.IsEmpty;
        var fraction = utf8[length..];
        return fraction[0] == '.' && fraction[^1] is > (byte)'0' and <= (byte)'9' && !fraction.ContainsAny((byte)'e', (byte)'E');
    }

    private static ExactDecimal Long(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int exponent)
    {
        Span<byte> all = stackalloc byte[ExactDecimal.MaxLength];
        whole.CopyTo(all);
        fraction.CopyTo(all[whole.Length..]);
        all = all[..(whole.Length + fraction.Length)];
        ReadOnlySpan<byte> digits = all.TrimEnd((byte)'0');
        exponent += all.Length - digits.Length - fraction.Length;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > PowersOfTen.MaxDigits) return ExactDecimal.Create(isNegative, DecimalLimbs.FromDigits(digits, exponent, out var grid), grid);

        var split = Math.Max(digits.Length - MaxDigits64, 0);
        ulong high = 0, low = 0;
        TakeDigits(digits[..split], 0, ref high);
        TakeDigits(digits, split, ref low);
        return ExactDecimal.Create(isNegative, ((UInt128)high * PowersOfTen.Of(MaxDigits64)) + low, exponent);
    }

    private static int TakeDigits(ReadOnlySpan<byte> text, int at, ref ulong value)
    {
        for (; (uint)at < (uint)text.Length && char.IsAsciiDigit((char)text[at]); at++) value = unchecked((value * 10) + text[at] - '0');
        return at;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text[0] is not ((byte)'e' or (byte)'E')) return false;
        text = text[1..];
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+') text = text[1..];
        if (text.IsEmpty) return false;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            exponent = (exponent * 10) + (digit - '0');
            if (exponent > ExactDecimal.MaxExponent) return false;
        }

        if (isNegative) exponent = -exponent;
        return true;
    }

    private static string Digits(in ExactDecimal value)
    {
        if (!value.IsLarge) return value.Coefficient.ToString(CultureInfo.InvariantCulture);
        var digits = new StringBuilder(DecimalLimbs.DigitsPerLimb * value.Limbs.Length);
        for (var i = value.Limbs.Length - 1; i >= 0; i--) digits.Append(CultureInfo.InvariantCulture, $"{value.Limbs[i]:D9}");
        return digits.ToString().Trim('0');
    }
}
