using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds social security numbers of the USA, and the taxpayer numbers that look like them.</summary>
internal static class UsSsnDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.UsSsn,
        DetectorTier.Value,
        "SSA POMS RM 10201.035 and RM 01340.030; randomization since 2011",
        ["512-43-7781", "SSN 512 43 7781", "512.43.7781", "512 - 43 - 7781", "social security number: 512437781", "nr512-43-7781"],
        ["000-43-7781", "666-43-7781", "512-00-7781", "512-43-0000", "AB-512-43-7781", "512-43-7781-22", "512437781", "98101-1234", "order 512-43-7781", "1512-43-7781"]);

    /// <summary>What is said of the taxpayer numbers.</summary>
    public static readonly Detector AboutItin = new(
        DlpEntity.UsItin,
        DetectorTier.Value,
        "IRS IRM 3.21.263; notes to Form W-7",
        ["912-70-1234", "ITIN 912 93 1234", "itin: 912701234"],
        ["912-49-1234", "912-89-1234", "912701234"]);

    /// <summary>Tests groups of 3, 2 and 4 digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first of the three.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestGrouped(in Field field, in DigitGroups groups, int first, EntitySet entities, FindingList findings)
    {
        var separator = groups.Between(first, 3);
        if (separator is Separator.None or Separator.Slash or Separator.Parenthesis) return;
        var (start, end) = (groups.StartOf(first), groups.EndOf(first + 2));
        var goesOn = Neighbours.GoOnBefore(groups, first, separator, findings) || Neighbours.GoOnAfter(groups, first + 3, separator, findings);
        if (goesOn && !(separator == Separator.Space && field.HasContext(Signals.Ssn | Signals.Itin, start, end))) return;
        if (Boundary.IsPartOfName(field, start) || (field[end] == '-' && ByteClass.IsAlphanumeric(field[end + 1]))) return;
        Report(field, groups.Text[start..end], start, Confidence.Shape + Confidence.Range + Confidence.Grouping, entities, findings);
    }

    /// <summary>Tests nine digits, which need a key or a word.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestBare(in Field field, int start, EntitySet entities, FindingList findings)
    {
        if (Boundary.IsPartOfToken(field, start, start + 9)) return;
        Report(field, field.Text.Slice(start, 9), start, Confidence.Shape + Confidence.Range, entities, findings);
    }

    /// <summary>Says whether one of the two is looked for.</summary>
    /// <param name="entities">What is looked for.</param>
    public static bool IsWanted(EntitySet entities) => entities.Has(DlpEntity.UsSsn) || entities.Has(DlpEntity.UsItin);

    private static void Report(in Field field, ReadOnlySpan<byte> text, int start, int points, EntitySet entities, FindingList findings)
    {
        Span<byte> digits = stackalloc byte[9];
        if (Digits.Copy(text, digits) == 9) Report(field, digits, start, start + text.Length, points, entities, findings);
    }

    /// <summary>Reports nine digits, if they can be a number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="digits">The digits, as numbers.</param>
    /// <param name="start">Where what is written starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="points">What it has by itself.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Report(in Field field, ReadOnlySpan<byte> digits, int start, int end, int points, EntitySet entities, FindingList findings)
    {
        var area = (digits[0] * 100) + (digits[1] * 10) + digits[2];
        var group = (digits[3] * 10) + digits[4];
        var serial = (digits[5] * 1000) + (digits[6] * 100) + (digits[7] * 10) + digits[8];
        var isTaxpayer = area >= 900 && group is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 93 and <= 99);
        var isSample = (area, group, serial) is (78, 5, 1120) or (219, 9, 9999) or (123, 45, 6789) or (987, 65, >= 4320 and <= 4329);
        if (!isSample && !isTaxpayer && (area is 0 or 666 or >= 900 || group == 0 || serial == 0)) return;
        var isSsn = area < 900 || isSample;
        var (entity, kinds) = isSsn ? (DlpEntity.UsSsn, Signals.Ssn) : (DlpEntity.UsItin, Signals.Ssn | Signals.Itin);
        if (entities.Has(entity)) findings.Add(start, end, entity, field.WithContext(points, kinds, start, end), isSample ? FindingFlags.Reserved : FindingFlags.None);
    }
}
