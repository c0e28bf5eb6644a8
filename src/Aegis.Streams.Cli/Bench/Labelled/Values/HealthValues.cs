namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes numbers of health care in the United States.</summary>
internal static class HealthValues
{
    // What Luhn's check of an NPI starts with (45 CFR 162.406): 80 for health, 840 for the United States.
    private const string NpiPrefix = "80840";

    // Without S, L, O, I, B and Z, which look like digits.
    private const string MbiLetters = "ACDEFGHJKMNPQRTUVWXY";
    private const string MbiAny = MbiLetters + "0123456789";

    private const string DeaRegistrants = "ABCDEFGHJKLMPRSTUX";

    public static SensitiveValue Npi(Draw draw)
    {
        var body = draw.Of("12", 1) + draw.Digits(8);
        return new SensitiveValue(EntityNames.Npi, body + CheckDigits.Luhn(NpiPrefix + body), TruthFlags.Bare);
    }

    /// <summary>Makes a Medicare beneficiary identifier: each of its eleven places has its own alphabet.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The identifier.</returns>
    public static SensitiveValue Mbi(Draw draw)
    {
        var first = draw.Fill("^") + draw.Of(MbiLetters, 1) + draw.Of(MbiAny, 1) + draw.Fill("#");
        var second = draw.Of(MbiLetters, 1) + draw.Of(MbiAny, 1) + draw.Fill("#");
        var third = draw.Of(MbiLetters, 2) + draw.Fill("##");
        return draw.Chance(0.5)
            ? new SensitiveValue(EntityNames.Mbi, first + second + third, TruthFlags.Bare)
            : new SensitiveValue(EntityNames.Mbi, $"{first}-{second}-{third}");
    }

    public static SensitiveValue Dea(Draw draw)
    {
        var body = draw.Digits(6);
        return new SensitiveValue(EntityNames.DeaNumber, draw.Of(DeaRegistrants, 1) + draw.Fill("?") + body + CheckDigits.Dea(body), TruthFlags.Bare);
    }
}
