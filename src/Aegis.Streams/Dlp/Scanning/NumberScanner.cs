using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Looks at the numbers of a field: which detectors can mean groups of these lengths.</summary>
internal static class NumberScanner
{
    // By the lengths of a group and the next, four bits each: whether a detector looks at groups that begin so.
    private static readonly bool[] Beginnings = MakeBeginnings();

    /// <summary>Tests the number that a run of three or more digits belongs to.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where the run starts.</param>
    /// <param name="floor">What lies before it belongs to a number that was looked at.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>The offset after the number: runs before it are done.</returns>
    public static int Test(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        var end = at + 3;
        while (ByteClass.IsDigit(field[end])) end++;
        if (IsGrouped(field, at, end)) return Math.Max(end, TestGrouped(field, at, floor, options, findings));
        TestBare(field, at, end - at, isAlone: true, options, findings);
        return end;
    }

    /// <summary>Says whether digits follow after one to three separators, or stand before them.</summary>
    private static bool IsGrouped(in Field field, int start, int end)
    {
        for (var distance = 0; distance < DigitGroups.MaxSeparator && ByteClass.IsSeparator(field[end + distance]); distance++)
            if (ByteClass.IsDigit(field[end + distance + 1])) return true;
        for (var distance = 1; distance <= DigitGroups.MaxSeparator && ByteClass.IsSeparator(field[start - distance]); distance++)
            if (ByteClass.IsDigit(field[start - distance - 1])) return true;
        return false;
    }

    private static int TestGrouped(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        DigitGroups.Find(field.Text, at, floor, out var groups);
        var count = findings.Count;
        var mayBePhone = options.Entities.Has(DlpEntity.Phone) && ((field.Signals & Signals.Phone) != 0 || field[groups.StartOf(0)] == '0');
        if (mayBePhone && PhoneDetector.TestExitCode(field, groups, findings)) return groups.End;
        for (var group = 0; group < groups.Count;)
        {
            var used = Beginnings[(int)(groups.ShapeFrom(group) & 0xFF)] ? TestGroups(field, groups, group, options, findings) : 0;
            if (used == 0 && groups[group] is 4 or >= 6) TestBare(field, groups.StartOf(group), groups[group], groups.Count == 1, options, findings);
            group += Math.Max(1, used);
        }

        if (mayBePhone && findings.Count == count) PhoneDetector.TestNational(field, groups, findings);
        return groups.End;
    }

    private static int TestGroups(in Field field, in DigitGroups groups, int first, in ScanOptions options, FindingList findings)
    {
        var entities = options.Entities;
        switch (groups[first])
        {
            case 3 when groups[first + 1] == 2:
                if (groups[first + 2] != 4) return 0;
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
            default:
                if (groups[first + 2] == 4 && entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestGrouped(field, groups, first, options.LastYear, findings);
                return 0;
        }
    }

    private static void TestBare(in Field field, int start, int length, bool isAlone, in ScanOptions options, FindingList findings)
    {
        // Of bare numbers only cards speak for themselves; the others need the key, or words in the field.
        if (length is 3 or 5 or > 19) return;
        var entities = options.Entities;
        if (length >= 12 && entities.Has(DlpEntity.CreditCard) && (field.Signals & (Signals.Account | Signals.Card)) != Signals.Account)
            CreditCardDetector.TestBare(field, start, length, findings);
        var kinds = field.Signals & Signals.Kinds;
        if (field.Text.Length > length + 2) kinds |= NearbyWords.Read(field.Text, start, start + length);
        if (kinds == Signals.None) return;
        switch (length)
        {
            case 4:
                if (entities.Has(DlpEntity.DateOfBirth) && field.Text.Length > 8) DateOfBirthDetector.TestNamed(field, start, options.LastYear, findings);
                break;
            case 8:
                if (entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestBare(field, start, options.LastYear, findings);
                break;
            case 9:
                if (entities.Has(DlpEntity.UsSsn)) UsSsnDetector.TestBare(field, start, findings);
                break;
            case 10 or 11:
                if (entities.Has(DlpEntity.Phone)) PhoneDetector.TestBare(field, start, length, findings);
                break;
        }

        IdentifierScanner.TestBare(field, start, length, options, findings);
        if (isAlone && length is >= 7 and <= 15 && entities.Has(DlpEntity.Phone) && (field.Signals & Signals.Phone) != 0 && findings.IsFreeAt(start))
        {
            DigitGroups.Find(field.Text, start, start, out var groups);
            PhoneDetector.TestNational(field, groups, findings);
        }
    }

    private static bool[] MakeBeginnings()
    {
        var table = new bool[256];
        foreach (var (first, second) in new[] { (3, 2), (3, 3), (3, 7), (6, 4), (4, 4), (4, 6), (4, 1), (4, 2), (1, 1), (1, 2), (2, 1), (2, 2) }) table[(second << 4) | first] = true;
        for (var second = 0; second < 16; second++) table[(second << 4) | 10] = true;
        return table;
    }
}
