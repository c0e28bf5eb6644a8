namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>Makes numbers that authorities of the United States give to people.</summary>
internal static class UnitedStatesValues
{
    private static readonly string[] Separators = ["-", "-", "-", "-", "-", "-", "-", " ", " ", "."];
    private static readonly string[] Dashes = ["\u2010", "\u2011", "\u2013", "\u2212"];

    // Numbers that were printed on cards and in advertisements, with any separator; the ranges below exclude the others.
    private static readonly string[] Samples = ["078051120", "219099999", "123456789"];

    /// <summary>Makes a social security number (SSA POMS RM 10201.035): area 001-899 without 666, group 01-99, serial 0001-9999.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="hasContext">Whether something says what it is, so that it may be bare.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Ssn(Draw draw, bool hasContext)
    {
        string area, group, serial;
        do
        {
            do area = Number(draw.Between(1, 899), "D3");
            while (area == "666");
            (group, serial) = (Number(draw.Between(1, 99), "D2"), Number(draw.Between(1, 9999), "D4"));
        }
        while (Samples.Contains(area + group + serial));

        return Write(draw, EntityNames.UsSsn, area, group, serial, hasContext);
    }

    /// <summary>Makes a taxpayer number (IRS IRM 3.21.263): 9xx and a group of 50-65, 70-88, 90-92 or 94-99.</summary>
    /// <param name="draw">The choices.</param>
    /// <param name="hasContext">Whether something says what it is, so that it may be bare.</param>
    /// <returns>The number.</returns>
    public static SensitiveValue Itin(Draw draw, bool hasContext)
    {
        int group;
        do group = draw.Between(50, 99);
        while (group is 66 or 67 or 68 or 69 or 89 or 93);
        return Write(draw, EntityNames.UsItin, draw.Fill("9##"), Number(group, "D2"), draw.Digits(4), hasContext);
    }

    public static SensitiveValue Passport(Draw draw) => new(EntityNames.UsPassport, draw.Fill(draw.Chance(0.6) ? "?########" : "^########"), TruthFlags.Bare);

    private static SensitiveValue Write(Draw draw, string entity, string area, string group, string serial, bool hasContext)
    {
        var kind = draw.Below(100);
        if (hasContext && kind < 36) return new SensitiveValue(entity, area + group + serial, TruthFlags.Bare);
        var (separator, flags) = kind > 97 ? (draw.Pick(Dashes), TruthFlags.Hard) : (draw.Pick(Separators), TruthFlags.None);
        return new SensitiveValue(entity, area + separator + group + separator + serial, flags);
    }

    private static string Number(int number, string format) => number.ToString(format, null);
}
