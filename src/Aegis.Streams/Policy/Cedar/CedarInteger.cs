using System.Globalization;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// Cedar knows whole numbers only. A number is therefore told to it as the next whole number below and above: with a whole bound every
/// comparison of the two has the result that the number itself would have, whatever its fraction.
/// </summary>
internal static class CedarInteger
{
    /// <summary>The largest bound. Clients in JavaScript hold whole numbers up to 2^53 exactly, and numbers beyond are told as 2^53.</summary>
    public const long MaxBound = (1L << 53) - 1;

    private const long Beyond = 1L << 53;
    private const int MaxDigits = 16;

    /// <summary>Gives a bound of a policy as Cedar writes it.</summary>
    /// <returns>The bound; <see langword="null"/>: it has a fraction or is too large.</returns>
    public static string? TryWrite(ExactDecimal bound) =>
        long.TryParse(bound.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole is >= -MaxBound and <= MaxBound
            ? whole.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>Gives the whole numbers next to a number.</summary>
    /// <param name="number">A number in the grammar of JSON.</param>
    /// <returns>The next whole number below and above, at most 2^53 in size, and whether the number is whole itself.</returns>
    public static (long Floor, long Ceiling, bool IsWhole) Around(string number)
    {
        var isNegative = number[0] == '-';
        var parts = number.TrimStart('-').Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var written = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = written.TrimStart('0').TrimEnd('0');
        if (digits.Length == 0) return (0, 0, true);

        var wholeDigits = (point < 0 ? written.Length : point) + exponent - (written.Length - written.TrimStart('0').Length);
        var isWhole = digits.Length <= wholeDigits;
        var below = WholePart(digits, wholeDigits);
        var above = isWhole ? below : Math.Min(below + 1, Beyond);
        return isNegative ? (-above, -below, isWhole) : (below, above, isWhole);
    }

    private static long WholePart(string digits, int length)
    {
        if (length <= 0) return 0;
        if (length > MaxDigits) return Beyond;
        var whole = long.Parse(digits.PadRight(length, '0')[..length], CultureInfo.InvariantCulture);
        return Math.Min(whole, Beyond);
    }
}
