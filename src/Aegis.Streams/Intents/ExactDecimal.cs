using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Aegis.Streams.Intents;

/// <summary>
/// A decimal number of any precision, read from JSON or policy text and compared exactly. Neither <see cref="double"/> nor
/// <see cref="decimal"/> can do that: both hold 25.0000000000000000000000000000000001 to be 25. There is no arithmetic on purpose.
/// </summary>
/// <remarks>The value is 0.DIGITS x 10^<see cref="_scale"/>, digits without leading or trailing zeros, so equal numbers have equal parts.</remarks>
public readonly struct ExactDecimal : IEquatable<ExactDecimal>, IComparable<ExactDecimal>
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxLength = 1024;

    /// <summary>The largest exponent, either way, that is read.</summary>
    public const int MaxExponent = 100_000;

    private const int MaxPlainZeros = 40;

    private readonly string? _digits;
    private readonly int _scale;
    private readonly bool _isNegative;

    private ExactDecimal(bool isNegative, string digits, int scale)
    {
        _isNegative = isNegative && digits.Length > 0;
        _digits = digits;
        _scale = digits.Length > 0 ? scale : 0;
    }

    /// <summary>Gets zero.</summary>
    public static ExactDecimal Zero => default;

    /// <summary>Gets a value indicating whether it is below zero.</summary>
    public bool IsNegative => _isNegative;

    private string Digits => _digits ?? "";

    /// <summary>Says whether two numbers are equal.</summary>
    public static bool operator ==(ExactDecimal left, ExactDecimal right) => left.Equals(right);

    /// <summary>Says whether two numbers differ.</summary>
    public static bool operator !=(ExactDecimal left, ExactDecimal right) => !left.Equals(right);

    /// <summary>Says whether one number is less than another.</summary>
    public static bool operator <(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Says whether one number is more than another.</summary>
    public static bool operator >(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Says whether one number is at most another.</summary>
    public static bool operator <=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Says whether one number is at least another.</summary>
    public static bool operator >=(ExactDecimal left, ExactDecimal right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a number in the grammar of JSON (RFC 8259 section 6), such as `-2.50e1`.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is such a number, of at most <see cref="MaxLength"/> bytes and with an exponent of at most <see cref="MaxExponent"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ExactDecimal value)
    {
        value = default;
        if (utf8.Length is 0 or > MaxLength) return false;
        var isNegative = utf8[0] == '-';
        var rest = isNegative ? utf8[1..] : utf8;

        var whole = TakeDigits(ref rest);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0')) return false;
        var fraction = ReadOnlySpan<byte>.Empty;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
            if (fraction.IsEmpty) return false;
        }

        if (!TryReadExponent(rest, out var exponent)) return false;
        var digits = string.Concat(Encoding.ASCII.GetString(whole), Encoding.ASCII.GetString(fraction));
        var significant = digits.TrimStart('0');
        var scale = whole.Length - (digits.Length - significant.Length) + exponent;
        value = new ExactDecimal(isNegative, significant.TrimEnd('0'), scale);
        return true;
    }

    /// <summary>Makes the number that an amount in minor units stands for, such as 12.34 for 1234 with two decimals.</summary>
    /// <param name="amount">The amount in minor units.</param>
    /// <param name="decimals">Decimals of the minor unit, 0 and up.</param>
    /// <returns>The number.</returns>
    public static ExactDecimal FromMinorUnits(long amount, int decimals)
    {
        var digits = amount.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        return new ExactDecimal(amount < 0, digits.TrimStart('0').TrimEnd('0'), digits.Length - decimals);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal other)
    {
        if (_isNegative != other._isNegative) return _isNegative ? -1 : 1;
        var magnitude = CompareMagnitude(other);
        return _isNegative ? -magnitude : magnitude;
    }

    /// <inheritdoc/>
    public bool Equals(ExactDecimal other) =>
        _isNegative == other._isNegative && _scale == other._scale && Digits == other.Digits;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ExactDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isNegative, _scale, Digits);

    /// <summary>Returns the one spelling of the number: plain digits, or `0.DIGITSeN` where that would take very many zeros.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads as an equal number.</returns>
    public override string ToString()
    {
        if (Digits.Length == 0) return "0";
        var sign = _isNegative ? "-" : "";
        if (_scale < -MaxPlainZeros || _scale > Digits.Length + MaxPlainZeros)
            return string.Create(CultureInfo.InvariantCulture, $"{sign}0.{Digits}e{_scale}");
        if (_scale <= 0) return $"{sign}0.{new string('0', -_scale)}{Digits}";
        return _scale >= Digits.Length
            ? $"{sign}{Digits}{new string('0', _scale - Digits.Length)}"
            : $"{sign}{Digits[.._scale]}.{Digits[_scale..]}";
    }

    /// <summary>Says cheaply of most numbers whether <see cref="ToString"/> would spell them just so.</summary>
    /// <param name="utf8">A number in the grammar of JSON.</param>
    /// <returns>Whether it is its own one spelling; <see langword="false"/>: it may still be.</returns>
    internal static bool IsItsOwnSpelling(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxPlainZeros) return false;
        var fraction = utf8;
        var whole = TakeDigits(ref fraction);
        return fraction.IsEmpty ? !whole.IsEmpty : fraction[0] == '.' && fraction[^1] is > (byte)'0' and <= (byte)'9' && !fraction.ContainsAny((byte)'e', (byte)'E');
    }

    private static ReadOnlySpan<byte> TakeDigits(scoped ref ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) length = text.Length;
        var digits = text[..length];
        text = text[length..];
        return digits;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty) return true;
        if (text[0] is not ((byte)'e' or (byte)'E')) return false;
        text = text[1..];
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+') text = text[1..];
        var digits = TakeDigits(ref text);
        if (digits.IsEmpty || !text.IsEmpty) return false;
        foreach (var digit in digits)
        {
            exponent = (exponent * 10) + (digit - '0');
            if (exponent > MaxExponent) return false;
        }

        if (isNegative) exponent = -exponent;
        return true;
    }

    private int CompareMagnitude(ExactDecimal other)
    {
        // Zero has no digits, and its scale says nothing.
        if (Digits.Length == 0 || other.Digits.Length == 0) return Digits.Length.CompareTo(other.Digits.Length);
        return _scale != other._scale ? _scale.CompareTo(other._scale) : string.CompareOrdinal(Digits, other.Digits);
    }
}
