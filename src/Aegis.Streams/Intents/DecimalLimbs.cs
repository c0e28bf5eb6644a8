namespace Aegis.Streams.Intents;

/// <summary>
/// Magnitudes of any length in base 10^9, the lowest limb first. The grid of a magnitude is the power of 10^9 that its lowest limb counts,
/// so that limbs of different magnitudes always line up, and none is converted to or from binary.
/// </summary>
internal static class DecimalLimbs
{
    public const int DigitsPerLimb = 9;

    /// <summary>What a number in 128 bits needs at most, wherever it lies on the grid.</summary>
    public const int MaxOfSmall = 6;

    private const uint Base = 1_000_000_000;

    /// <summary>Returns the grid of the limb that has the digit of an exponent, and how far up in it that digit is.</summary>
    public static int Grid(int exponent, out int offset)
    {
        var grid = exponent >= 0 ? exponent / DigitsPerLimb : -((DigitsPerLimb - 1 - exponent) / DigitsPerLimb);
        offset = exponent - (grid * DigitsPerLimb);
        return grid;
    }

    /// <summary>Spreads a number in 128 bits over limbs.</summary>
    /// <param name="coefficient">The number, of up to 39 digits.</param>
    /// <param name="exponent">The exponent of ten of its last digit.</param>
    /// <param name="limbs">Room for <see cref="MaxOfSmall"/>.</param>
    /// <param name="grid">The grid of the lowest limb.</param>
    /// <returns>The limbs; the highest is not zero.</returns>
    public static ReadOnlySpan<uint> Split(UInt128 coefficient, int exponent, Span<uint> limbs, out int grid)
    {
        grid = Grid(exponent, out var offset);
        var (rest, low) = UInt128.DivRem(coefficient, PowersOfTen.Of(DigitsPerLimb - offset));
        limbs[0] = (uint)low * (uint)PowersOfTen.Of64(offset);
        var count = 1;
        for (; rest != 0; count++)
        {
            (rest, low) = UInt128.DivRem(rest, Base);
            limbs[count] = (uint)low;
        }

        return limbs[..count];
    }

    /// <summary>Undoes <see cref="Split"/>, of limbs with at most 38 digits from the first to the last that is not zero.</summary>
    /// <param name="limbs">The limbs.</param>
    /// <param name="exponent">The exponent of ten of the last digit that is not zero.</param>
    /// <returns>The number, with that digit as its last.</returns>
    public static UInt128 Join(ReadOnlySpan<uint> limbs, int exponent)
    {
        _ = Grid(exponent, out var offset);
        var value = UInt128.Zero;
        for (var i = limbs.Length - 1; i > 0; i--) value = (value * Base) + limbs[i];
        return (value * PowersOfTen.Of(DigitsPerLimb - offset)) + (limbs[0] / PowersOfTen.Of64(offset));
    }

    /// <summary>Makes limbs of digits.</summary>
    /// <param name="digits">ASCII digits.</param>
    /// <param name="exponent">The exponent of ten of the last one.</param>
    /// <param name="grid">The grid of the lowest limb.</param>
    /// <returns>The limbs.</returns>
    public static uint[] FromDigits(ReadOnlySpan<byte> digits, int exponent, out int grid)
    {
        grid = Grid(exponent, out var offset);
        var limbs = new uint[((digits.Length + offset - 1) / DigitsPerLimb) + 1];
        var end = digits.Length + offset; // As if zeros followed down to the grid.
        for (var i = 0; i < limbs.Length; i++, end -= DigitsPerLimb)
        {
            for (var at = Math.Max(end - DigitsPerLimb, 0); at < end; at++)
                limbs[i] = (limbs[i] * 10) + (at < digits.Length ? digits[at] - (uint)'0' : 0);
        }

        return limbs;
    }

    /// <summary>Adds to limbs that have room for the carry.</summary>
    public static void Add(Span<uint> target, ReadOnlySpan<uint> addend)
    {
        var carry = 0U;
        for (var i = 0; i < addend.Length || carry > 0; i++)
        {
            var sum = target[i] + carry + (i < addend.Length ? addend[i] : 0);
            carry = sum >= Base ? 1U : 0;
            target[i] = sum - (carry * Base);
        }
    }

    /// <summary>Subtracts from limbs that are at least as much.</summary>
    public static void Subtract(Span<uint> target, ReadOnlySpan<uint> subtrahend)
    {
        var borrow = 0U;
        for (var i = 0; i < subtrahend.Length || borrow > 0; i++)
        {
            var less = borrow + (i < subtrahend.Length ? subtrahend[i] : 0);
            borrow = target[i] < less ? 1U : 0;
            target[i] = target[i] + (borrow * Base) - less;
        }
    }

    /// <summary>Multiplies; a limb that is zero, as between the digits of 1e9999 + 1, costs nothing.</summary>
    public static uint[] Multiply(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var product = new uint[left.Length + right.Length];
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] == 0) continue;
            var row = product.AsSpan(i);
            var carry = 0UL;
            for (var j = 0; j < right.Length; j++)
            {
                var sum = ((ulong)left[i] * right[j]) + row[j] + carry;
                carry = sum / Base;
                row[j] = (uint)(sum - (carry * Base));
            }

            row[right.Length] = (uint)carry;
        }

        return product;
    }

    /// <summary>Compares magnitudes whose highest limbs have the same place.</summary>
    public static int Compare(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right)
    {
        var shared = Math.Min(left.Length, right.Length);
        for (var i = 1; i <= shared; i++)
            if (left[^i] != right[^i]) return left[^i].CompareTo(right[^i]);
        if (left[..^shared].ContainsAnyExcept(0U)) return 1;
        return right[..^shared].ContainsAnyExcept(0U) ? -1 : 0;
    }
}
