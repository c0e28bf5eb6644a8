using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Whole numbers of at most 18 digits, which most bounds and most values are.</summary>
internal static class WholeNumber
{
    /// <summary>Less than every one of them.</summary>
    public const long NoMin = long.MinValue;

    /// <summary>More than every one of them.</summary>
    public const long NoMax = long.MaxValue;

    private const int MaxLength = 18;
    private const ulong Limit = 1_000_000_000_000_000_000;

    /// <summary>Reads plain digits, with a minus or without.</summary>
    /// <param name="utf8">A number in the grammar of JSON.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is so spelt; <see langword="false"/>: it may still be a whole number.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out long value)
    {
        value = 0;
        if (utf8.Length is 0 or > MaxLength) return false;
        var isNegative = utf8[0] == '-';
        for (var i = isNegative ? 1 : 0; i < utf8.Length; i++)
        {
            var digit = (uint)utf8[i] - '0';
            if (digit > 9) return false;
            value = (value * 10) + digit;
        }

        if (isNegative) value = -value;
        return true;
    }

    /// <summary>Gets a number that is one.</summary>
    public static bool TryGet(in ExactDecimal number, out long value)
    {
        value = 0;
        if (!number.IsShort || !number.IsInteger || number.Low >= Limit) return false;
        var magnitude = number.Low;
        for (var zeros = number.Exponent; zeros > 0; zeros--)
        {
            magnitude *= 10;
            if (magnitude >= Limit) return false;
        }

        value = number.IsNegative ? -(long)magnitude : (long)magnitude;
        return true;
    }
}
