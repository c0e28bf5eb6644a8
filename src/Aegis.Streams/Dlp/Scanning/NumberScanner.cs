using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Looks at the numbers of a field: which detectors can mean groups of these lengths.</summary>
internal static class NumberScanner
{
    private const Signals NineDigits = Signals.Ssn | Signals.Itin | Signals.Sin | Signals.Routing | Signals.Account | Signals.Passport;

    /// <summary>Tests the number that a run of three or more digits belongs to.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where the run starts.</param>
    /// <param name="floor">What lies before it belongs to a number that was looked at.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>The offset after the number: runs before it are done.</returns>
    public static int Test(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        if ((uint)(field[at - 1] - 'a') < 26 && options.Entities.Has(DlpEntity.Iban)) IbanDetector.TestSmall(field, at, findings);

        // Most numbers stand alone: one run, with neither digits nor separators beside it.
        var end = at + 3;
        while (ByteClass.IsDigit(field[end])) end++;
        if (!IsGrouped(field, at, end))
        {
            TestBare(field, at, end - at, isAlone: true, options, findings);
            return end;
        }

        var groups = DigitGroups.Find(field.Text, at, floor);
        var count = findings.Count;
        if (options.Entities.Has(DlpEntity.Phone) && PhoneDetector.TestExitCode(field, groups, findings)) return Math.Max(end, groups.End);
        for (var group = 0; group < groups.Count;)
        {
            var used = TestGroups(field, groups, group, options, findings);
            if (used == 0 && groups[group] is 4 or >= 6) TestBare(field, groups.StartOf(group), groups[group], groups.Count == 1, options, findings);
            group += Math.Max(1, used);
        }

        if (findings.Count == count && options.Entities.Has(DlpEntity.Phone) && ((field.Signals & Signals.Phone) != 0 || field[groups.StartOf(0)] == '0')) PhoneDetector.TestNational(field, groups, findings);
        return Math.Max(end, groups.End);
    }

    /// <summary>Says whether digits follow after one to three separators, or stand before them.</summary>
    private static bool IsGrouped(in Field field, int start, int end)
    {
        for (var distance = 0; distance < DigitGroups.MaxSeparator && IsSeparator(field[end + distance]); distance++)
            if (ByteClass.IsDigit(field[end + distance + 1])) return true;
        for (var distance = 1; distance <= DigitGroups.MaxSeparator && IsSeparator(field[start - distance]); distance++)
            if (ByteClass.IsDigit(field[start - distance - 1])) return true;
        return false;
    }

    private static bool IsSeparator(byte one) => one is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'(' or (byte)')' or (byte)'_' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static int TestGroups(in Field field, in DigitGroups groups, int first, in ScanOptions options, FindingList findings)
    {
        var entities = options.Entities;
        switch (groups[first])
        {
            case 3 when groups[first + 1] == 2 && groups[first + 2] == 4:
                if (entities.Has(DlpEntity.UsSsn)) UsSsnDetector.TestGrouped(field, groups, first, findings);
                return 3;
            case 3 or 6 or 10:
                var used = IdentifierScanner.TestGrouped(field, groups, first, options, findings);
                return used == 0 && entities.Has(DlpEntity.Phone) ? PhoneDetector.TestNorthAmerican(field, groups, first, findings) : used;
            case 4:
                var card = entities.Has(DlpEntity.CreditCard) ? CreditCardDetector.TestGrouped(field, groups, first, findings) : 0;
                if (card > 0) return card;
                if (entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestGrouped(field, groups, first, options.LastYear, findings);
                return IdentifierScanner.TestGrouped(field, groups, first, options, findings);
            case 1 or 2:
                if (groups[first + 2] == 4 && entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestGrouped(field, groups, first, options.LastYear, findings);
                return 0;
            default:
                return 0;
        }
    }

    private static void TestBare(in Field field, int start, int length, bool isAlone, in ScanOptions options, FindingList findings)
    {
        // Most bare numbers are of a length that nothing has.
        if (length is 3 or 5 or > 19 || (length == 7 && (field.Signals & Signals.Phone) == 0 && !ByteClass.IsLetter(field[start - 1]))) return;
        var entities = options.Entities;
        switch (length)
        {
            case 4:
                if (entities.Has(DlpEntity.DateOfBirth) && field.Text.Length > 8) DateOfBirthDetector.TestNamed(field, start, options.LastYear, findings);
                break;
            case 8:
                if (entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestBare(field, start, options.LastYear, findings);
                break;
            case 9:
                if (entities.Has(DlpEntity.UsSsn) && HasContext(field, length, NineDigits)) UsSsnDetector.TestBare(field, start, findings);
                break;
            case 10 or 11:
                if (entities.Has(DlpEntity.Phone) && HasContext(field, length, Signals.Phone)) PhoneDetector.TestBare(field, start, length, findings);
                break;
            case >= 12 and <= 19:
                if (entities.Has(DlpEntity.CreditCard) && (field.Signals & (Signals.Account | Signals.Card)) != Signals.Account) CreditCardDetector.TestBare(field, start, length, findings);
                break;
        }

        if (isAlone && length is >= 7 and <= 15 && entities.Has(DlpEntity.Phone) && (field.Signals & Signals.Phone) != 0 && findings.IsFreeAt(start))
            PhoneDetector.TestNational(field, DigitGroups.Find(field.Text, start, start), findings);
        IdentifierScanner.TestBare(field, start, length, options, findings);
    }

    /// <summary>Says whether anything can speak for bare digits: the key, or other text in the field.</summary>
    private static bool HasContext(in Field field, int length, Signals kinds) => (field.Signals & kinds) != 0 || field.Text.Length > length + 2;
}
