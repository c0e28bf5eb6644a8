namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Check digits of numbers that are made. Nothing here is shared with what looks for them.</summary>
internal static class CheckDigits
{
    // The dihedral group of order 10, and the powers of the permutation (1 5 8 9 4 2 7 0)(3 6).
    private const string VerhoeffProducts =
        "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";
    private const string VerhoeffPositions =
        "01234567891576283094580379614289160435279453126870428657390127938064157046913258";
    private const string VerhoeffInverses = "0432156789";

    /// <summary>Makes Luhn's digit (ISO/IEC 7812-1, annex B).</summary>
    /// <param name="digits">The digits before it.</param>
    /// <returns>The digit.</returns>
    public static char Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = digit * 2;
            sum += i % 2 == 1 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }

        return Digit((10 - (sum % 10)) % 10);
    }

    public static bool HoldsLuhn(ReadOnlySpan<char> digits) => Luhn(digits[..^1]) == digits[^1];

    /// <summary>Makes the two check digits of an IBAN (ISO 7064, MOD 97-10).</summary>
    /// <param name="country">Its country.</param>
    /// <param name="account">Its BBAN, in capitals.</param>
    /// <returns>A number from 2 to 98.</returns>
    public static int Iban(string country, string account)
    {
        var rest = 0;
        foreach (var character in account) Take(character);
        foreach (var character in country) Take(character);
        return 98 - (rest * 100 % 97);

        void Take(char character) => rest = char.IsAsciiDigit(character)
            ? ((rest * 10) + character - '0') % 97
            : ((rest * 100) + character - 'A' + 10) % 97;
    }

    /// <summary>Makes Verhoeff's digit.</summary>
    /// <param name="digits">The digits before it.</param>
    /// <returns>The digit.</returns>
    public static char Verhoeff(ReadOnlySpan<char> digits)
    {
        var check = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var permuted = VerhoeffPositions[((i + 1) % 8 * 10) + digits[^(i + 1)] - '0'] - '0';
            check = VerhoeffProducts[(check * 10) + permuted] - '0';
        }

        return VerhoeffInverses[check];
    }

    /// <summary>Makes the last digit of an NHS number (modulus 11).</summary>
    /// <param name="digits">The nine digits before it.</param>
    /// <returns>The digit; <see langword="null"/>: no number begins like this.</returns>
    public static char? Nhs(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (10 - i);
        return (11 - (sum % 11)) switch
        {
            10 => null,
            11 => '0',
            var check => Digit(check),
        };
    }

    /// <summary>Makes the last digit of a routing number (weights 3, 7, 1).</summary>
    /// <param name="digits">The eight digits before it.</param>
    /// <returns>The digit.</returns>
    public static char Routing(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1);
        return Digit((10 - (sum % 10)) % 10);
    }

    /// <summary>Makes the last digit of a DEA number: the odd digits and twice the even ones.</summary>
    /// <param name="digits">The six digits before it.</param>
    /// <returns>The digit.</returns>
    public static char Dea(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (1 + (i % 2));
        return Digit(sum % 10);
    }

    /// <summary>Makes the last character of an ISBN of ten.</summary>
    /// <param name="digits">The nine digits before it.</param>
    /// <returns>A digit or `X`.</returns>
    public static char Isbn10(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (10 - i);
        var check = (11 - (sum % 11)) % 11;
        return check == 10 ? 'X' : Digit(check);
    }

    /// <summary>Makes the last digit of an EAN or an ISBN of thirteen.</summary>
    /// <param name="digits">The twelve digits before it.</param>
    /// <returns>The digit.</returns>
    public static char Ean13(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return Digit((10 - (sum % 10)) % 10);
    }

    /// <summary>Computes the CRC-32 of ISO 3309 over ASCII.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The CRC.</returns>
    public static uint Crc32(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
        {
            crc ^= (byte)character;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320);
        }

        return ~crc;
    }

    private static char Digit(int value) => (char)('0' + value);
}
