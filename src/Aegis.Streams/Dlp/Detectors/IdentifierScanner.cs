using System.Numerics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Looks at numbers that only a key, a column or a word makes an identifier of a person.</summary>
internal static class IdentifierScanner
{
    private const int LongestToken = 10;

    private const Signals Bare = Signals.Sin | Signals.Routing | Signals.Passport | Signals.Nhs | Signals.Npi | Signals.Aadhaar | Signals.Account;

    /// <summary>Tests groups of digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <returns>How many groups the identifier has; 0: it is none.</returns>
    public static int TestGrouped(in Field field, in DigitGroups groups, int first, in ScanOptions options, FindingList findings)
    {
        if (groups.Are(first, 4, 4, 4)) return TestGrouped(field, groups, first, DlpEntity.InAadhaar, Signals.Aadhaar, options, findings);
        if (groups.Are(first, 3, 3, 3)) return TestGrouped(field, groups, first, DlpEntity.CaSin, Signals.Sin, options, findings);
        return groups.Are(first, 3, 3, 4) ? TestGrouped(field, groups, first, DlpEntity.UkNhs, Signals.Nhs, options, findings) : 0;
    }

    /// <summary>Tests digits without separators.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where the digits start.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="kinds">What the key and the words near them say.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void TestBare(in Field field, int start, int length, Signals kinds, in ScanOptions options, FindingList findings)
    {
        if ((kinds & Bare) == 0 && !findings.TakesUnnamed) return;
        switch (length)
        {
            case 9:
                Test(field, start, length, DlpEntity.CaSin, Signals.Sin, options, findings);
                Test(field, start, length, DlpEntity.AbaRouting, Signals.Routing, options, findings);
                Test(field, start, length, DlpEntity.UsPassport, Signals.Passport, options, findings);
                break;
            case 10:
                Test(field, start, length, DlpEntity.UkNhs, Signals.Nhs, options, findings);
                Test(field, start, length, DlpEntity.Npi, Signals.Npi, options, findings);
                break;
            case 12:
                Test(field, start, length, DlpEntity.InAadhaar, Signals.Aadhaar, options, findings);
                break;
        }

        if (length is >= UsBankAccountDetector.FewestDigits and <= UsBankAccountDetector.MostDigits) Test(field, start, length, DlpEntity.UsBankAccount, Signals.Account, options, findings);
    }

    /// <summary>Tests a code of letters and digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where its first run of digits starts.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void TestToken(in Field field, int at, in ScanOptions options, FindingList findings)
    {
        var letters = BitOperations.LeadingZeroCount(~field.LettersBefore(at));
        var start = at - letters;
        if (letters is not (1 or 2 or 5) || start < 0 || ByteClass.IsDigit(field[start - 1])) return;
        var end = field.DigitsEnd(at);
        while (ByteClass.IsAlphanumeric(field[end]) && end - start <= LongestToken) end++;
        var (entity, kinds) = (letters, end - start) switch
        {
            (2, 8 or 9) when UkNinoDetector.IsValid(field.Text[start..end]) => (DlpEntity.UkNino, Signals.Nino),
            (2, 9) => (DlpEntity.DeaNumber, Signals.Dea),
            (1, 9) => (DlpEntity.UsPassport, Signals.Passport),
            (5, 10) => (DlpEntity.InPan, Signals.Pan),
            _ => (DlpEntity.None, Signals.None),
        };
        var length = end - start;
        if (entity != DlpEntity.None) Test(field, start, length, entity, kinds, options, findings);
    }

    private static int TestGrouped(in Field field, in DigitGroups groups, int first, DlpEntity entity, Signals kinds, in ScanOptions options, FindingList findings)
    {
        const int count = 3;
        var (start, end) = (groups.StartOf(first), groups.EndOf(first + count - 1));
        if (!options.Entities.Has(entity) || Boundary.IsPartOfName(field, start) || !IsValid(entity, field.Text[start..end]) || !field.IsWanted(findings, entity, kinds, start, end, PointsOf(entity) > 0)) return 0;
        findings.Add(start, end, entity, field.NamedConfidence(Confidence.Shape + Confidence.Grouping + PointsOf(entity), kinds, start, end, PointsOf(entity) > 0));
        return field.HasContext(kinds, start, end, PointsOf(entity) > 0) ? count : 0; // What nothing names may be something else that is surer.
    }

    private static void Test(in Field field, int start, int length, DlpEntity entity, Signals kinds, in ScanOptions options, FindingList findings)
    {
        var end = start + length;
        if (!options.Entities.Has(entity) || !field.IsWanted(findings, entity, kinds, start, end, PointsOf(entity) > 0) || Boundary.IsPartOfToken(field, start, end) || !IsValid(entity, field.Text[start..end])) return;
        findings.Add(start, end, entity, field.NamedConfidence(Confidence.Shape + PointsOf(entity), kinds, start, end, PointsOf(entity) > 0));
    }

    private static int PointsOf(DlpEntity entity) => entity is DlpEntity.UsBankAccount or DlpEntity.UsPassport or DlpEntity.UkNino or DlpEntity.InPan ? 0 : Confidence.Checksum;

    private static bool IsValid(DlpEntity entity, ReadOnlySpan<byte> text)
    {
        if (entity is DlpEntity.UkNino) return UkNinoDetector.IsValid(text);
        if (entity is DlpEntity.InPan) return InPanDetector.IsValid(text);
        if (entity is DlpEntity.UsPassport) return UsPassportDetector.IsValid(text);
        if (entity is DlpEntity.DeaNumber) return DeaNumberDetector.IsValid(text);
        Span<byte> digits = stackalloc byte[UsBankAccountDetector.MostDigits];
        digits = digits[..Math.Max(0, Digits.Copy(text, digits))];
        return entity switch
        {
            DlpEntity.UsBankAccount => UsBankAccountDetector.IsValid(digits),
            DlpEntity.CaSin => CaSinDetector.IsValid(digits),
            DlpEntity.UkNhs => UkNhsDetector.IsValid(digits),
            DlpEntity.Npi => NpiDetector.IsValid(digits),
            DlpEntity.InAadhaar => InAadhaarDetector.IsValid(digits),
            DlpEntity.AbaRouting => AbaRoutingDetector.IsValid(digits),
            _ => false,
        };
    }
}
