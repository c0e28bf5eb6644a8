namespace Aegis.Streams.Intents;

/// <summary>Adds, subtracts, multiplies and compares the magnitudes of exact decimals: in 128 bits where they fit, else in limbs.</summary>
internal static class DecimalArithmetic
{
    public static int Compare(in ExactDecimal left, in ExactDecimal right)
    {
        if (left.IsShort && right.IsShort)
        {
            var distance = left.Exponent - right.Exponent;
            if (distance is >= 0 and <= PowersOfTen.MaxExponent64) return PowersOfTen.Shift(left.Low, distance).CompareTo(right.Low);
            if (distance is < 0 and >= -PowersOfTen.MaxExponent64) return -PowersOfTen.Shift(right.Low, -distance).CompareTo(left.Low);
        }
        else if (!left.IsLarge && !right.IsLarge && TryAlign(left, right, out var a, out var b, out _))
        {
            return a.CompareTo(b);
        }

        if (left.Sign == 0 || right.Sign == 0) return (left.Sign != 0).CompareTo(right.Sign != 0); // Zero has no first digit to compare.
        var magnitude = left.Magnitude.CompareTo(right.Magnitude);
        if (magnitude != 0) return magnitude;
        Span<uint> room = stackalloc uint[2 * DecimalLimbs.MaxOfSmall];
        return DecimalLimbs.Compare(Limbs(left, room[DecimalLimbs.MaxOfSmall..], out _), Limbs(right, room[..DecimalLimbs.MaxOfSmall], out _));
    }

    public static ExactDecimal Add(in ExactDecimal left, in ExactDecimal right, bool isNegative)
    {
        if (left.Sign == 0 || right.Sign == 0) return left.Sign == 0 ? right : left;
        if (!left.IsLarge && !right.IsLarge && TryAlign(left, right, out var a, out var b, out var exponent))
            return ExactDecimal.Create(isNegative, a + b, exponent);
        return Combine(left, right, isNegative, isSum: true);
    }

    /// <summary>Subtracts what is less from what is more.</summary>
    public static ExactDecimal Subtract(in ExactDecimal more, in ExactDecimal less, bool isNegative)
    {
        if (less.Sign == 0) return ExactDecimal.WithSign(more, isNegative);
        if (!more.IsLarge && !less.IsLarge && TryAlign(more, less, out var a, out var b, out var exponent))
            return ExactDecimal.Create(isNegative, a - b, exponent);
        return Combine(more, less, isNegative, isSum: false);
    }

    public static ExactDecimal Multiply(in ExactDecimal left, in ExactDecimal right)
    {
        if (left.Sign == 0 || right.Sign == 0) return ExactDecimal.Zero;
        var isNegative = left.IsNegative != right.IsNegative;
        if (left.IsShort && right.IsShort)
        {
            var high = Math.BigMul(left.Low, right.Low, out var low);
            return ExactDecimal.Create(isNegative, new UInt128(high, low), left.Exponent + right.Exponent);
        }

        if (!left.IsLarge && !right.IsLarge && PowersOfTen.Digits(left.Coefficient) + PowersOfTen.Digits(right.Coefficient) <= PowersOfTen.MaxDigits)
            return ExactDecimal.Create(isNegative, left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);

        Span<uint> room = stackalloc uint[2 * DecimalLimbs.MaxOfSmall];
        var a = Limbs(left, room[DecimalLimbs.MaxOfSmall..], out var leftGrid);
        var b = Limbs(right, room[..DecimalLimbs.MaxOfSmall], out var rightGrid);
        return ExactDecimal.Create(isNegative, DecimalLimbs.Multiply(a, b), leftGrid + rightGrid);
    }

    private static ExactDecimal Combine(in ExactDecimal left, in ExactDecimal right, bool isNegative, bool isSum)
    {
        Span<uint> room = stackalloc uint[2 * DecimalLimbs.MaxOfSmall];
        var a = Limbs(left, room[DecimalLimbs.MaxOfSmall..], out var leftGrid);
        var b = Limbs(right, room[..DecimalLimbs.MaxOfSmall], out var rightGrid);
        var grid = Math.Min(leftGrid, rightGrid);
        var target = new uint[Math.Max(leftGrid + a.Length, rightGrid + b.Length) - grid + 1];
        a.CopyTo(target.AsSpan(leftGrid - grid));
        if (isSum) DecimalLimbs.Add(target.AsSpan(rightGrid - grid), b);
        else DecimalLimbs.Subtract(target.AsSpan(rightGrid - grid), b);
        return ExactDecimal.Create(isNegative, target, grid);
    }

    /// <summary>Writes two numbers with one exponent, the lower one, if 127 bits are enough for each.</summary>
    private static bool TryAlign(in ExactDecimal left, in ExactDecimal right, out UInt128 a, out UInt128 b, out int exponent)
    {
        (a, b, exponent) = (left.Coefficient, right.Coefficient, left.Exponent);
        if (left.Exponent == right.Exponent) return true;
        if (left.Exponent < right.Exponent) return TryShift(ref b, right.Exponent - left.Exponent);
        exponent = right.Exponent;
        return TryShift(ref a, left.Exponent - right.Exponent);
    }

    private static bool TryShift(ref UInt128 coefficient, int digits)
    {
        if (coefficient == 0) return true;
        if (coefficient <= ulong.MaxValue && digits < PowersOfTen.MaxExponent64)
        {
            coefficient = PowersOfTen.Shift((ulong)coefficient, digits);
            return true;
        }

        if (digits > PowersOfTen.MaxDigits - PowersOfTen.Digits(coefficient)) return false;
        coefficient *= PowersOfTen.Of(digits);
        return true;
    }

    private static ReadOnlySpan<uint> Limbs(in ExactDecimal value, Span<uint> room, out int grid)
    {
        if (!value.IsLarge) return DecimalLimbs.Split(value.Coefficient, value.Exponent, room, out grid);
        grid = DecimalLimbs.Grid(value.Exponent, out _);
        return value.Limbs;
    }
}
