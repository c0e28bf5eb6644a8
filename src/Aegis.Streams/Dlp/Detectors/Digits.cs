namespace Aegis.Streams.Dlp.Detectors;

/// <summary>The check digits of the field. Text is digits, with or without separators, which are passed over.</summary>
internal static class Digits
{
    // The sum of the digits of twice a digit.
    private static ReadOnlySpan<byte> Doubled => [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

    private static ReadOnlySpan<byte> Multiplication =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static ReadOnlySpan<byte> Permutation =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
        9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0, 6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
    ];

    /// <summary>Copies the digits of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digits">Takes them, as numbers.</param>
    /// <returns>How many there are; -1: more than there is room for.</returns>
    public static int Copy(ReadOnlySpan<byte> text, Span<byte> digits)
    {
        var count = 0;
        foreach (var one in text)
        {
            var digit = one - '0';
            if ((uint)digit > 9) continue;
            if (count == digits.Length) return -1;
            digits[count++] = (byte)digit;
        }

        return count;
    }

    /// <summary>Checks by the formula of Luhn (ISO/IEC 7812-1, annex B).</summary>
    /// <param name="digits">The digits, the check digit last.</param>
    /// <param name="sum">What is added before: the sum of a prefix that is not written.</param>
    public static bool HasLuhn(ReadOnlySpan<byte> digits, int sum = 0)
    {
        for (var i = digits.Length - 1; i >= 0; i -= 2) sum += digits[i];
        for (var i = digits.Length - 2; i >= 0; i -= 2) sum += Doubled[digits[i]];
        return sum % 10 == 0;
    }

    /// <summary>Checks by the formula of Verhoeff, as UIDAI uses it.</summary>
    public static bool HasVerhoeff(ReadOnlySpan<byte> digits)
    {
        var check = 0;
        for (var i = 0; i < digits.Length; i++) check = Multiplication[(check * 10) + Permutation[((i & 7) * 10) + digits[^(i + 1)]]];
        return check == 0;
    }

    /// <summary>Checks a weighted sum.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="weights">The weight of each.</param>
    /// <param name="modulus">By what the sum must be divisible.</param>
    public static bool HasWeightedSum(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> weights, int modulus)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += digits[i] * weights[i];
        return sum % modulus == 0;
    }

    /// <summary>Says whether all digits are the same.</summary>
    public static bool AreSame(ReadOnlySpan<byte> digits) => digits.IndexOfAnyExcept(digits[0]) < 0;
}
