namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes cards of all issuers, with a check digit that holds.</summary>
internal static class CardValues
{
    public static SensitiveValue Make(Draw draw)
    {
        var digits = Digits(draw);
        var separator = draw.Below(10) switch
        {
            < 4 => "",
            < 8 => " ",
            _ => "-",
        };
        int[]? groups = digits.Length switch
        {
            16 => [4, 4, 4, 4],
            15 => [4, 6, 5],
            14 => [4, 6, 4],
            _ => null,
        };
        return separator.Length == 0 || groups is null
            ? new SensitiveValue(EntityNames.CreditCard, digits, TruthFlags.Bare)
            : new SensitiveValue(EntityNames.CreditCard, InGroups(digits, groups, separator));
    }

    /// <summary>Makes the digits of a card.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>14 to 19 digits.</returns>
    public static string Digits(Draw draw)
    {
        var (prefix, length) = draw.Below(20) switch
        {
            < 7 => ("4", draw.Chance(0.96) ? 16 : 19),
            < 11 => (Number(draw, 51, 55), 16),
            11 => (Number(draw, 2221, 2720), 16),
            12 or 13 => (draw.Chance(0.5) ? "34" : "37", 15),
            14 => ("6011", 16),
            15 => (draw.Chance(0.5) ? Number(draw, 644, 649) : "65", 16),
            16 => (Number(draw, 3528, 3589), 16),
            17 => (draw.Below(3) switch { 0 => "36", 1 => "38", _ => Number(draw, 300, 305) }, 14),
            18 => ("62", draw.Between(16, 19)),
            _ => (draw.Chance(0.5) ? "50" : Number(draw, 56, 61), draw.Chance(0.7) ? 16 : 18),
        };
        var body = prefix + draw.Digits(length - prefix.Length - 1);
        return body + CheckDigits.Luhn(body);
    }

    private static string Number(Draw draw, int least, int most) => FormattableString.Invariant($"{draw.Between(least, most)}");

    private static string InGroups(string digits, int[] groups, string separator)
    {
        var at = 0;
        return string.Join(separator, groups.Select(length => digits.Substring((at += length) - length, length)));
    }
}
