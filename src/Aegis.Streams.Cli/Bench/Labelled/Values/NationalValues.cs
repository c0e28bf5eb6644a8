namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes numbers that authorities of the United Kingdom, Canada and India give to people.</summary>
internal static class NationalValues
{
    private const string NinoFirst = "ABCEGHJKLMNOPRSTWXYZ";
    private const string NinoSecond = "ABCEGHJKLMNPRSTWXYZ";
    private const string HoldersOfPan = "PPPPCHF";

    private static readonly string[] UnusedNino = ["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"];

    /// <summary>Makes a National Insurance number (HMRC NIM39110).</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Nino(Draw draw)
    {
        string prefix;
        do prefix = draw.Of(NinoFirst, 1) + draw.Of(NinoSecond, 1);
        while (UnusedNino.Contains(prefix));
        var isGrouped = draw.Chance(0.5);
        return new SensitiveValue(
            EntityNames.UkNino, prefix + draw.Fill(isGrouped ? " ## ## ## " : "######") + draw.Of("ABCD", 1), isGrouped ? TruthFlags.None : TruthFlags.Bare);
    }

    /// <summary>Makes an NHS number: ten digits, modulus 11.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Nhs(Draw draw)
    {
        while (true)
        {
            var body = draw.Fill("4########");
            if (CheckDigits.Nhs(body) is { } check) return InGroups(draw, EntityNames.UkNhs, body + check, 3, 3, " ");
        }
    }

    /// <summary>Makes a Canadian social insurance number: nine digits, Luhn, not from 0 or 8.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Sin(Draw draw)
    {
        var body = draw.Of("12345679", 1) + draw.Digits(7);
        return InGroups(draw, EntityNames.CaSin, body + CheckDigits.Luhn(body), 3, 3, draw.Chance(0.5) ? " " : "-");
    }

    /// <summary>Makes an Aadhaar number: twelve digits, Verhoeff, not from 0 or 1.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Aadhaar(Draw draw)
    {
        var body = draw.Of("23456789", 1) + draw.Digits(10);
        return InGroups(draw, EntityNames.InAadhaar, body + CheckDigits.Verhoeff(body), 4, 4, " ");
    }

    /// <summary>Makes an Indian tax number: five letters, of which the fourth is the kind of holder, four digits, a letter.</summary>
    /// <param name="draw">The choices.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Pan(Draw draw) =>
        new(EntityNames.InPan, draw.Fill("???") + draw.Of(HoldersOfPan, 1) + draw.Fill("?####?"), TruthFlags.Bare);

    private static SensitiveValue InGroups(Draw draw, string entity, string digits, int first, int second, string separator) => draw.Chance(0.5)
        ? new SensitiveValue(entity, digits, TruthFlags.Bare)
        : new SensitiveValue(entity, $"{digits[..first]}{separator}{digits[first..(first + second)]}{separator}{digits[(first + second)..]}");
}
