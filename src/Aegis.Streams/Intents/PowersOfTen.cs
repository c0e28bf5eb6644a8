namespace Aegis.Streams.Intents;

/// <summary>The powers of ten that 38 digits have, and how many digits a number has.</summary>
internal static class PowersOfTen
{
    /// <summary>The most digits that every number in 128 bits can have.</summary>
    public const int MaxDigits = 38;

    /// <summary>The largest exponent whose power 64 bits hold.</summary>
    public const int MaxExponent64 = 19;

    private static readonly UInt128[] Powers = Create();

    private static ReadOnlySpan<ulong> Powers64 =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Returns ten to an exponent of 0 to 38.</summary>
    public static UInt128 Of(int exponent) => Powers[exponent];

    /// <summary>Returns ten to an exponent of 0 to 19.</summary>
    public static ulong Of64(int exponent) => Powers64[exponent];

    /// <summary>Multiplies a number in 64 bits with ten to an exponent of 0 to 19, which 128 bits always hold.</summary>
    public static UInt128 Shift(ulong value, int exponent)
    {
        var high = Math.BigMul(value, Powers64[exponent], out var low);
        return new UInt128(high, low);
    }

    /// <summary>Counts the decimal digits of a number below ten to the 38th; zero has none.</summary>
    public static int Digits(UInt128 value)
    {
        // log10(2) is a little over 1233 / 4096, so this is right, or one too few.
        var bits = 128 - (int)UInt128.LeadingZeroCount(value);
        var digits = (bits * 1233) >> 12;
        return value >= Powers[digits] ? digits + 1 : digits;
    }

    /// <summary>Takes the zeros from the end of a number that is not zero, and counts them into its exponent.</summary>
    public static UInt128 TakeZeros(UInt128 value, ref int exponent)
    {
        while (value > ulong.MaxValue)
        {
            // An odd number does not end in zero, and a division of 128 bits is dear.
            if (UInt128.IsOddInteger(value)) return value;
            var (quotient, rest) = UInt128.DivRem(value, 10);
            if (rest != 0) return value;
            value = quotient;
            exponent++;
        }

        return TakeZeros((ulong)value, ref exponent);
    }

    /// <summary>Takes the zeros from the end of a number that is not zero, and counts them into its exponent.</summary>
    public static ulong TakeZeros(ulong value, ref int exponent)
    {
        while ((value & 1) == 0)
        {
            var quotient = value / 10;
            if (quotient * 10 != value) return value;
            value = quotient;
            exponent++;
        }

        return value;
    }

    private static UInt128[] Create()
    {
        var powers = new UInt128[MaxDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++) powers[i] = powers[i - 1] * 10;
        return powers;
    }
}
