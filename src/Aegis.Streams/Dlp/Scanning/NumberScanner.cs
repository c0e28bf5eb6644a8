using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;

namespace Aegis.Streams.Dlp.Scanning;

/// <summary>Looks at the numbers of a field: which detectors can mean groups of these lengths.</summary>
internal static class NumberScanner
{
    private const int DigitsOfDate = 10; // With what stands between them.
    private const int MostGroupsOfOne = 3; // Of the numbers that have the fewest groups.

    // By the lengths of a group and the next, four bits each: whether a detector looks at groups that begin so.
    private static readonly bool[] Beginnings = MakeBeginnings([(3, 2), (3, 3), (3, 7), (6, 4), (4, 4), (4, 6), (4, 1), (4, 2), (1, 1), (1, 2), (2, 1), (2, 2)]);

    // The same where nothing names a value: without dates.
    private static readonly bool[] MuteBeginnings = MakeBeginnings([(3, 2), (3, 3), (3, 7), (6, 4), (4, 4), (4, 6)]);

    /// <summary>Tests the number that a run of three or more digits belongs to.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where the run starts.</param>
    /// <param name="floor">What lies before it belongs to a number that was looked at.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>The offset after the number: runs before it are done.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Test(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        var digits = field.DigitsFrom(at);
        var length = BitOperations.TrailingZeroCount(~digits);
        if (length == 4 && at == 0 && IsInstant(field, digits)) return DigitsOfDate;
        if (length > BlockMasks.Size / 2) return TestLong(field, at, floor, options, findings);
        var end = Math.Min(at + length, field.Text.Length);
        if (IsGroupBefore(field, at)) return Math.Max(end, TestGrouped(field, at, floor, options, findings));
        var gap = BitOperations.TrailingZeroCount(digits >> length);
        if (gap > DigitGroups.MaxSeparator || end + gap >= field.Text.Length || !AreSeparators(field.Text, end, gap))
        {
            TestBare(field, at, end - at, isAlone: true, options, findings);
            return end;
        }

        if (IsDecimal(field, at, end) && GroupAfter(field, field.DigitsEnd(end + gap)) == 0) return field.DigitsEnd(end + gap);
        return Math.Max(end, TestGrouped(field, at, floor, options, findings));
    }

    /// <summary>Says whether a field whose key names nothing begins as an instant does, `2025-11-06T19`, which is no date of birth.</summary>
    private static bool IsInstant(in Field field, ulong digits) =>
        (digits & 0xFFF) == 0xB6F && field.Text.Length > DigitsOfDate && (field.Text[DigitsOfDate] | 0x20) == 't' && field.Text[0] is (byte)'1' or (byte)'2' && (field.Signals & Signals.Kinds) == 0;

    /// <summary>Tests a run of so many digits that what follows is not in the same window.</summary>
    private static int TestLong(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        var end = field.DigitsEnd(at);
        if (IsGroupBefore(field, at) || GroupAfter(field, end) != 0) return Math.Max(end, TestGrouped(field, at, floor, options, findings));
        TestBare(field, at, end - at, isAlone: true, options, findings);
        return end;
    }

    /// <summary>Says whether digits stand before one to three separators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsGroupBefore(in Field field, int start)
    {
        var gap = BitOperations.LeadingZeroCount(field.DigitsBefore(start));
        return gap <= DigitGroups.MaxSeparator && start - gap > 0 && AreSeparators(field.Text, start - gap, gap);
    }

    /// <summary>Finds the digits after one to three separators; 0: there are none.</summary>
    private static int GroupAfter(in Field field, int end)
    {
        var gap = BitOperations.TrailingZeroCount(field.DigitsFrom(end));
        return gap <= DigitGroups.MaxSeparator && end + gap < field.Text.Length && AreSeparators(field.Text, end, gap) ? end + gap : 0;
    }

    /// <summary>Says whether three or five digits before a dot begin an amount or a degree: two groups of such lengths are nothing else.</summary>
    private static bool IsDecimal(in Field field, int start, int end) =>
        field[end] == '.' && end - start is 3 or 5 && field[start] != '0' && (field.Signals & Signals.Phone) == 0 && field.DigitsEnd(end + 1) - end - 1 is 1 or 2 or 3 or 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreSeparators(ReadOnlySpan<byte> text, int start, int count)
    {
        if (count == 1) return ByteClass.IsSeparator(text[start]);
        for (var at = start; at < start + count; at++)
            if (!ByteClass.IsSeparator(text[at])) return false;
        return count > 0;
    }

    private static int TestGrouped(in Field field, int at, int floor, in ScanOptions options, FindingList findings)
    {
        DigitGroups.Find(field, at, floor, out var groups);
        var count = findings.Count;
        if (field.IsMute) return TestMute(field, groups, options, findings);
        var mayBePhone = options.Entities.Has(DlpEntity.Phone) && ((field.Signals & Signals.Phone) != 0 || field[groups.StartOf(0)] == '0');
        TestEach(field, groups, options, findings);

        // What was found may stand beside one that is none because of it.
        if (findings.Count > count && groups.Count > MostGroupsOfOne)
        {
            TestEach(field, groups, options, findings);
            findings.RemoveRepeated(count);
        }

        if (mayBePhone && findings.Count == count) PhoneDetector.TestNational(field, groups, findings);
        return groups.End;
    }

    private static void TestEach(in Field field, in DigitGroups groups, in ScanOptions options, FindingList findings)
    {
        for (var group = 0; group < groups.Count;)
        {
            var used = field[groups.StartOf(group)] == '0' && options.Entities.Has(DlpEntity.Phone) ? PhoneDetector.TestExitCode(field, groups, group, findings) : 0;
            if (used == 0) used = Beginnings[(int)(groups.ShapeFrom(group) & 0xFF)] ? TestGroups(field, groups, group, options, findings) : 0;
            if (used == 0 && groups[group] is 4 or >= 6) TestBare(field, groups.StartOf(group), groups[group], groups.Count == 1, options, findings);
            group += Math.Max(1, used);
        }
    }

    /// <summary>Tests groups that nothing names.</summary>
    private static int TestMute(in Field field, in DigitGroups groups, in ScanOptions options, FindingList findings)
    {
        for (var group = 0; group < groups.Count;)
        {
            var used = MuteBeginnings[(int)(groups.ShapeFrom(group) & 0xFF)] ? TestGroups(field, groups, group, options, findings) : 0;
            if (used == 0 && groups[group] >= CreditCardDetector.FewestDigits) TestBare(field, groups.StartOf(group), groups[group], groups.Count == 1, options, findings);
            group += Math.Max(1, used);
        }

        return groups.End;
    }

    private static int TestGroups(in Field field, in DigitGroups groups, int first, in ScanOptions options, FindingList findings)
    {
        var entities = options.Entities;
        switch (groups[first])
        {
            case 3 when groups[first + 1] == 2:
                if (groups[first + 2] != 4 || groups.Between(first, 3) == Separator.None) return 0;
                if (UsSsnDetector.IsWanted(entities)) UsSsnDetector.TestGrouped(field, groups, first, entities, findings);
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

    /// <summary>Tests digits without separators. Of these only cards speak for themselves; the others need the key, or words in the field.</summary>
    private static void TestBare(in Field field, int start, int length, bool isAlone, in ScanOptions options, FindingList findings)
    {
        if (length is 3 or 5 or > 19) return;
        var (before, after) = (field[start - 1], field[start + length]);
        if (Boundary.IsInToken(before) || (Boundary.GoesOn(after) && !MayGoOn(length, after)))
        {
            TestToken(field, start, length, before, options, findings);
            return;
        }

        var entities = options.Entities;
        if (field.IsMute)
        {
            if (length >= CreditCardDetector.FewestDigits && entities.Has(DlpEntity.CreditCard)) CreditCardDetector.TestBare(field, start, length, findings);
            return;
        }

        if (length == 4)
        {
            if (!entities.Has(DlpEntity.DateOfBirth) || !DateOfBirthDetector.IsYear(field, start)) return;
            if (before is (byte)' ' or (byte)',' or (byte)'.' or (byte)'-') DateOfBirthDetector.TestNamed(field, start, options.LastYear, findings);
            DateOfBirthDetector.TestSpaced(field, start, options.LastYear, findings);
            return;
        }

        if (length >= CreditCardDetector.FewestDigits && entities.Has(DlpEntity.CreditCard)) CreditCardDetector.TestBare(field, start, length, findings);

        // What else digits can be is as long as an account or a telephone, and no part of a name such as `SO-7813530100`.
        if (length is 6 or > UsBankAccountDetector.MostDigits || IsJoined(before, field[start - 2]) || IsJoined(after, field[start + length + 1])) return;
        var kinds = field.Signals & Signals.Kinds;
        if (length > 7 && field.Text.Length > length + 2) kinds |= NearbyWords.Read(field, start, start + length);
        if (kinds != Signals.None || findings.TakesUnnamed) TestNamed(field, start, length, isAlone, kinds, options, findings);
    }

    private static bool IsJoined(byte sign, byte beyond) => sign is (byte)'.' or (byte)'-' && ByteClass.IsAlphanumeric(beyond);

    /// <summary>Says whether a letter after digits may still begin what belongs to them: an extension of a telephone, or the word after a year.</summary>
    private static bool MayGoOn(int length, byte after) => length == 4 || (length is 10 or 11 && (after | 0x20) is 'x' or 'e');

    /// <summary>Tests digits that touch letters or digits: a code of both, or a card whose key says so.</summary>
    private static void TestToken(in Field field, int start, int length, byte before, in ScanOptions options, FindingList findings)
    {
        if (length >= 12 && (field.Signals & Signals.Card) != 0 && options.Entities.Has(DlpEntity.CreditCard)) CreditCardDetector.TestBare(field, start, length, findings);
        else if (length <= 8 && ByteClass.IsLetter(before)) IdentifierScanner.TestToken(field, start, options, findings);
    }

    private static void TestNamed(in Field field, int start, int length, bool isAlone, Signals kinds, in ScanOptions options, FindingList findings)
    {
        var entities = options.Entities;
        switch (length)
        {
            case 8 when (kinds & Signals.Birth) != 0 || findings.TakesUnnamedOf(DlpEntity.DateOfBirth):
                if (entities.Has(DlpEntity.DateOfBirth)) DateOfBirthDetector.TestBare(field, start, options.LastYear, findings);
                break;
            case 9:
                if (UsSsnDetector.IsWanted(entities)) UsSsnDetector.TestBare(field, start, entities, findings);
                break;
            case 10 or 11:
                if (entities.Has(DlpEntity.Phone)) PhoneDetector.TestBare(field, start, length, findings);
                break;
        }

        IdentifierScanner.TestBare(field, start, length, kinds, options, findings);
        if (isAlone && length is >= 7 and <= 15 && entities.Has(DlpEntity.Phone) && (field.Signals & Signals.Phone) != 0 && findings.IsFreeAt(start))
        {
            DigitGroups.Find(field, start, start, out var groups);
            PhoneDetector.TestNational(field, groups, findings);
        }
    }

    private static bool[] MakeBeginnings((int First, int Second)[] pairs)
    {
        var table = new bool[256];
        foreach (var (first, second) in pairs) table[(second << 4) | first] = true;
        for (var second = 0; second < 16; second++) table[(second << 4) | 10] = true;
        return table;
    }
}
