using System.Globalization;
using System.Numerics;

namespace Aegis.Streams.Yaml;

/// <summary>Explains why a scalar without quotes is refused and what to write instead.</summary>
internal static class ScalarSurprise
{
    private const int MaxDigits = 20;
    private const string OrText = "to some YAML readers and a text to others";

    /// <summary>Explains a text that <see cref="PlainScalar.TypeOf"/> gave no type.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isKey">Whether it is a key, which must be a text.</param>
    /// <returns>The problem and the way out.</returns>
    public static (string Problem, string Help) Explain(string text, bool isKey)
    {
        var (meaning, instead) = MeaningOf(text);
        var shown = YamlScalar.Shorten(text);
        if (text == "<<") return ("`<<` merges another mapping into this one to some YAML readers and is a text to others", "write the keys out");
        return ($"`{shown}` {meaning}", isKey || instead is null ? $"write \"{shown}\" in quotes" : $"write {instead}, or \"{shown}\" in quotes");
    }

    private static (string Meaning, string? Instead) MeaningOf(string text)
    {
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "on" or "y":
                return ($"means true {OrText}", "true");
            case "false" or "no" or "off" or "n":
                return ($"means false {OrText}", "false");
            case "null" or "~":
                return ($"means nothing {OrText}", "null, leave the value out");
            case "=":
                return ($"is a default value {OrText}", null);
        }

        if (PlainScalar.IsTime(text)) return ($"is a date {OrText}", null);
        if (Decimal(text) is { } number) return ($"means {number} {OrText}", number);
        if (Octal(text) is var (octal, digits)) return octal == digits ? ($"means {octal} {OrText}", octal) : ($"means {octal} to some YAML readers and {digits} to others", $"{octal} or {digits}");
        if (Sexagesimal(text) is { } seconds) return ($"means {seconds} {OrText}", null);
        return PlainScalar.IsNotFinite(text.AsSpan().TrimStart("+-")) ? ($"is a number that is not finite {OrText}", "a number") : ($"is a number {OrText}", null);
    }

    /// <summary>Finds the JSON spelling of a number that has a sign, underscores, a bare point or another base.</summary>
    private static string? Decimal(string text)
    {
        if (text.Length > MaxDigits) return null;
        var bare = text.TrimStart('+').Replace("_", "", StringComparison.Ordinal);
        var digits = bare.TrimStart('-');
        var sign = bare.Length > digits.Length ? "-" : "";
        if (digits.Length > 2 && digits[0] == '0' && BaseOf(digits[1]) is > 0 and var radix) return InBase(digits[2..], radix) is { } value ? sign + value : null;
        if (digits is ['.', not '.', ..]) digits = $"0{digits}";
        if (digits.EndsWith('.') && PlainScalar.Digits(digits) == digits.Length - 1) digits = digits[..^1];
        var spelling = sign + digits;
        return PlainScalar.IsNumber(spelling) ? spelling : null;
    }

    private static (string Octal, string Digits)? Octal(string text)
    {
        if (text.Length > MaxDigits || text.Length < 2 || text[0] != '0' || PlainScalar.Digits(text) != text.Length) return null;
        return InBase(text, 8) is { } octal ? (octal, text.TrimStart('0') is "" ? "0" : text.TrimStart('0')) : null;
    }

    private static string? Sexagesimal(string text)
    {
        if (text.Length > MaxDigits) return null;
        BigInteger sum = 0;
        var parts = text.Split(':');
        foreach (var part in parts)
        {
            if (part.Length == 0 || PlainScalar.Digits(part) != part.Length) return null;
            sum = (sum * 60) + BigInteger.Parse(part, CultureInfo.InvariantCulture);
        }

        return parts.Length > 1 ? sum.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static int BaseOf(char letter) => char.ToLowerInvariant(letter) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };

    private static string? InBase(string digits, int radix)
    {
        BigInteger value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var one && one >= radix) return null;
            value = (value * radix) + Convert.ToInt32(digit.ToString(), 16);
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }
}
