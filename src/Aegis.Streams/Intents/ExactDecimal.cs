using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Intents;

/// <summary>
/// A decimal number of any precision, read from JSON or policy text; it is compared and calculated with exactly. Neither
/// <see cref="double"/> nor <see cref="decimal"/> can do that: both hold 25.0000000000000000000000000000000001 to be 25.
/// </summary>
/// <remarks>
/// <para>
/// There is no division, whose results no number of digits holds, and nothing is ever rounded. Numbers of up to 38 significant digits are
/// read, compared and calculated with in 128 bits and without allocating; longer ones are arrays of nine digits an element.
/// </para>
/// <para>
/// What a sum costs grows with the distance from its first to its last digit: 1e9999 + 1e-9999 takes 2,223 elements, 9 KB and some
/// microseconds, and so does each number added to it. What a product costs grows with the product of both lengths, zeros between digits
/// not counted: a microsecond or two for two numbers of 256 digits, but milliseconds for two dense sums of 20,000 digits each.
/// </para>
/// </remarks>
public readonly struct ExactDecimal : IEquatable<ExactDecimal>, IComparable<ExactDecimal>
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxLength = 1024;

    /// <summary>The largest exponent, either way, that is read.</summary>
    public const int MaxExponent = 100_000;

    /// <summary>How many places from the point, either way, the digits of a result may be.</summary>
    public const int MaxResultPlaces = 1_000_000;

    // The value is COEFFICIENT x 10^exponent, and the last digit of the coefficient is not zero, so equal numbers have equal parts; zero is
    // all zeros. A coefficient of more than 38 digits is in limbs instead.
    private readonly uint[]? _limbs;
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly int _exponent;
    private readonly bool _isNegative;

    private ExactDecimal(bool isNegative, UInt128 coefficient, int exponent)
    {
        _isNegative = isNegative;
        (_high, _low) = ((ulong)(coefficient >> 64), (ulong)coefficient);
        _exponent = exponent;
    }

    private ExactDecimal(bool isNegative, ulong coefficient, int exponent)
    {
        _isNegative = isNegative;
        _low = coefficient;
        _exponent = exponent;
    }

    private ExactDecimal(bool isNegative, uint[] limbs, int exponent)
    {
        _isNegative = isNegative;
        _limbs = limbs;
        _exponent = exponent;
    }

    /// <summary>Gets zero.</summary>
    public static ExactDecimal Zero => default;

    /// <summary>Gets a value indicating whether it is below zero.</summary>
    public bool IsNegative => _isNegative;

    /// <summary>Gets -1 below zero, 0 for zero, 1 above.</summary>
    public int Sign => _isNegative ? -1 : IsZero ? 0 : 1;

    /// <summary>Gets a value indicating whether it has no digits after the point; 25.0 has none.</summary>
    public bool IsInteger => _exponent >= 0;

    /// <summary>Gets how many digits it has after the point, zeros at the end not counted; 0 for an integer.</summary>
    public int DecimalPlaces => Math.Max(-_exponent, 0);

    /// <summary>Gets a value indicating whether the digits are in <see cref="Limbs"/>: there are more than 38.</summary>
    internal bool IsLarge => _limbs is not null;

    /// <summary>Gets a value indicating whether the coefficient has at most 64 bits.</summary>
    internal bool IsShort => _limbs is null && _high == 0;

    internal ulong Low => _low;

    internal UInt128 Coefficient => new(_high, _low);

    internal int Exponent => _exponent;

    internal ReadOnlySpan<uint> Limbs => _limbs;

    /// <summary>Gets the exponent of ten that is just above the first digit: the value is 0.DIGITS x 10^Magnitude.</summary>
    internal int Magnitude => _limbs is null
        ? PowersOfTen.Digits(Coefficient) + _exponent
        : PowersOfTen.Digits(_limbs[^1]) + (DecimalLimbs.DigitsPerLimb * (DecimalLimbs.Grid(_exponent, out _) + _limbs.Length - 1));

    private bool IsZero => (_high | _low) == 0 && _limbs is null;

    /// <summary>Says whether two numbers are equal.</summary>
    public static bool operator ==(in ExactDecimal left, in ExactDecimal right) => left.Equals(right);

    /// <summary>Says whether two numbers differ.</summary>
    public static bool operator !=(in ExactDecimal left, in ExactDecimal right) => !left.Equals(right);

    /// <summary>Says whether one number is less than another.</summary>
    public static bool operator <(in ExactDecimal left, in ExactDecimal right) => Compare(left, right) < 0;

    /// <summary>Says whether one number is more than another.</summary>
    public static bool operator >(in ExactDecimal left, in ExactDecimal right) => Compare(left, right) > 0;

    /// <summary>Says whether one number is at most another.</summary>
    public static bool operator <=(in ExactDecimal left, in ExactDecimal right) => Compare(left, right) <= 0;

    /// <summary>Says whether one number is at least another.</summary>
    public static bool operator >=(in ExactDecimal left, in ExactDecimal right) => Compare(left, right) >= 0;

    /// <summary>Negates a number.</summary>
    public static ExactDecimal operator -(in ExactDecimal value) => WithSign(value, !value._isNegative);

    /// <summary>Adds two numbers.</summary>
    /// <exception cref="OverflowException">A digit of the sum is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator +(in ExactDecimal left, in ExactDecimal right)
    {
        if (left._isNegative == right._isNegative) return DecimalArithmetic.Add(left, right, left._isNegative);
        return DecimalArithmetic.Compare(left, right) >= 0
            ? DecimalArithmetic.Subtract(left, right, left._isNegative)
            : DecimalArithmetic.Subtract(right, left, right._isNegative);
    }

    /// <summary>Subtracts a number from another.</summary>
    /// <exception cref="OverflowException">A digit of the difference is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator -(in ExactDecimal left, in ExactDecimal right) => left + -right;

    /// <summary>Multiplies two numbers.</summary>
    /// <exception cref="OverflowException">A digit of the product is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator *(in ExactDecimal left, in ExactDecimal right) => DecimalArithmetic.Multiply(left, right);

    /// <summary>Negates a number.</summary>
    public static ExactDecimal operator -(ExactDecimal value) => WithSign(value, !value._isNegative);

    /// <summary>Adds two numbers.</summary>
    /// <exception cref="OverflowException">A digit of the sum is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator +(ExactDecimal left, ExactDecimal right)
    {
        if (left._isNegative == right._isNegative) return DecimalArithmetic.Add(left, right, left._isNegative);
        return DecimalArithmetic.Compare(left, right) >= 0
            ? DecimalArithmetic.Subtract(left, right, left._isNegative)
            : DecimalArithmetic.Subtract(right, left, right._isNegative);
    }

    /// <summary>Subtracts a number from another.</summary>
    /// <exception cref="OverflowException">A digit of the difference is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator -(ExactDecimal left, ExactDecimal right) => left + -right;

    /// <summary>Multiplies two numbers.</summary>
    /// <exception cref="OverflowException">A digit of the product is further from the point than <see cref="MaxResultPlaces"/>.</exception>
    public static ExactDecimal operator *(ExactDecimal left, ExactDecimal right) => DecimalArithmetic.Multiply(left, right);

    /// <summary>Reads a number in the grammar of JSON (RFC 8259 section 6), such as `-2.50e1`.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is such a number, of at most <see cref="MaxLength"/> bytes and with an exponent of at most <see cref="MaxExponent"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ExactDecimal value) => DecimalText.TryRead(utf8, out value);

    /// <summary>Makes the number that an amount in minor units stands for, such as 12.34 for 1234 with two decimals.</summary>
    /// <param name="amount">The amount in minor units.</param>
    /// <param name="decimals">Decimals of the minor unit, 0 and up.</param>
    /// <returns>The number.</returns>
    public static ExactDecimal FromMinorUnits(long amount, int decimals) => Create(amount < 0, (ulong)Int128.Abs(amount), -decimals);

    /// <inheritdoc/>
    public int CompareTo(ExactDecimal other) => Compare(this, other);

    /// <inheritdoc/>
    public bool Equals(ExactDecimal other) =>
        _low == other._low && _high == other._high && _exponent == other._exponent && _isNegative == other._isNegative
        && (_limbs is null ? other._limbs is null : other._limbs is not null && Limbs.SequenceEqual(other._limbs));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ExactDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(_isNegative);
        hash.Add(_exponent);
        hash.Add(_high);
        hash.Add(_low);
        foreach (var limb in Limbs) hash.Add(limb);
        return hash.ToHashCode();
    }

    /// <summary>Returns the one spelling of the number: plain digits, or `0.DIGITSeN` where that would take very many zeros.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads as an equal number, if it is not too long for that.</returns>
    public override string ToString() => DecimalText.Write(this);

    /// <summary>Says cheaply of most numbers whether <see cref="ToString"/> would spell them just so.</summary>
    /// <param name="utf8">A number in the grammar of JSON.</param>
    /// <returns>Whether it is its own one spelling; <see langword="false"/>: it may still be.</returns>
    internal static bool IsItsOwnSpelling(ReadOnlySpan<byte> utf8) => DecimalText.IsItsOwnSpelling(utf8);

    internal static ExactDecimal WithSign(in ExactDecimal value, bool isNegative)
    {
        if (value.IsZero) return value;
        return value._limbs is { } limbs ? new(isNegative, limbs, value._exponent) : new(isNegative, value.Coefficient, value._exponent);
    }

    /// <summary>Makes a number of a coefficient that may end in zeros.</summary>
    internal static ExactDecimal Create(bool isNegative, ulong coefficient, int exponent)
    {
        if (coefficient == 0) return Zero;
        var significant = PowersOfTen.TakeZeros(coefficient, ref exponent);
        return new ExactDecimal(isNegative, significant, InBounds(exponent));
    }

    /// <summary>Makes a number of a coefficient that may end in zeros.</summary>
    internal static ExactDecimal Create(bool isNegative, UInt128 coefficient, int exponent)
    {
        if (coefficient <= ulong.MaxValue) return Create(isNegative, (ulong)coefficient, exponent);
        var significant = PowersOfTen.TakeZeros(coefficient, ref exponent);
        if (significant < PowersOfTen.Of(PowersOfTen.MaxDigits)) return new ExactDecimal(isNegative, significant, InBounds(exponent));
        Span<uint> room = stackalloc uint[DecimalLimbs.MaxOfSmall];
        return Create(isNegative, DecimalLimbs.Split(significant, exponent, room, out var grid).ToArray(), grid);
    }

    /// <summary>Makes a number of limbs that may begin and end with zeros. The array is the number's from now on.</summary>
    internal static ExactDecimal Create(bool isNegative, uint[] limbs, int grid)
    {
        var last = limbs.AsSpan().LastIndexOfAnyExcept(0U);
        if (last < 0) return Zero;
        var first = limbs.AsSpan().IndexOfAnyExcept(0U);
        var exponent = DecimalLimbs.DigitsPerLimb * (grid + first);
        _ = PowersOfTen.TakeZeros(limbs[first], ref exponent);
        if (first > 0 || last < limbs.Length - 1) limbs = limbs[first..(last + 1)];
        var large = new ExactDecimal(isNegative, limbs, InBounds(exponent));
        return InBounds(large.Magnitude) - exponent > PowersOfTen.MaxDigits
            ? large
            : new ExactDecimal(isNegative, DecimalLimbs.Join(limbs, exponent), exponent);
    }

    private static int Compare(in ExactDecimal left, in ExactDecimal right)
    {
        if (left._isNegative != right._isNegative) return left._isNegative ? -1 : 1;
        var order = left._exponent == right._exponent && left.IsShort && right.IsShort
            ? left._low.CompareTo(right._low)
            : DecimalArithmetic.Compare(left, right);
        return left._isNegative ? -order : order;
    }

    private static int InBounds(int place)
    {
        if (place is < -MaxResultPlaces or > MaxResultPlaces) ThrowOverflow();
        return place;
    }

    private static void ThrowOverflow() =>
        throw new OverflowException($"The result has digits more than {MaxResultPlaces} places from the point.");
}
