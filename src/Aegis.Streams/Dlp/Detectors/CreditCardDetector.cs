using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds the numbers of credit and debit cards.</summary>
internal static class CreditCardDetector
{
    /// <summary>What is said of it. A word such as "order" does not sink a number with check digit and issuer.</summary>
    public static readonly Detector About = new(
        DlpEntity.CreditCard,
        DetectorTier.Value,
        "ISO/IEC 7812-1: issuer identification numbers, and the formula of Luhn in annex B",
        ["4111111111111111", "4111-1111-1111-1111", "3782 822463 10005", "card 5555 5555 5555 4444", "30569309025904", "2223003122003222", "order 4012888888881881"],
        ["4111111111111112", "4111-1111-1111-1112", "0000000000000000", "1234567812345670", "a4111111111111111", "4111111111111111.25", "https://x.example/i/4111111111111111", "1747731000000"]);

    /// <summary>The fewest digits of a card.</summary>
    public const int FewestDigits = 12;

    /// <summary>The fewest digits of one that nothing names: of twelve and thirteen every tenth id or time has a good check digit.</summary>
    public const int FewestUnnamed = 14;

    private const int MostDigits = 19;

    /// <summary>Tests groups for a card.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <returns>How many groups it has; 0: it is none.</returns>
    public static int TestGrouped(in Field field, in DigitGroups groups, int first, FindingList findings)
    {
        // Three digits after four groups may be its last, or begin another number.
        if (groups.Are(first, 4, 4, 4, 4, 3) && Test(field, groups, first, 5, findings)) return 5;
        var count = groups.Are(first, 4, 4, 4, 4) ? 4 : groups.Are(first, 4, 6, 5) || groups.Are(first, 4, 6, 4) ? 3 : 0;
        return count > 0 && Test(field, groups, first, count, findings) ? count : 0;
    }

    /// <summary>Tests bare digits.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestBare(in Field field, int start, int length, FindingList findings)
    {
        if (length is < FewestDigits or > MostDigits || !IsCard(field.Text.Slice(start, length))) return;
        var isNamed = (field.Signals & Signals.Card) != 0;
        if (!isNamed && Boundary.IsPartOfToken(field, start, start + length)) return;

        var points = Confidence.Shape + Confidence.Checksum + Confidence.Range;
        if (length < FewestUnnamed && !field.IsWanted(findings, DlpEntity.CreditCard, Signals.Card, start, start + length)) return;
        if (length < FewestUnnamed && !field.HasContext(Signals.Card, start, start + length)) points = Confidence.Unnamed;
        findings.Add(start, start + length, DlpEntity.CreditCard, isNamed ? Confidence.Max : points);
    }

    private static bool Test(in Field field, in DigitGroups groups, int first, int count, FindingList findings)
    {
        var separator = groups.Between(first, count);
        if (separator is Separator.None or Separator.Slash or Separator.Parenthesis) return false;
        var (start, end) = (groups.StartOf(first), groups.EndOf(first + count - 1));
        if (Boundary.IsPartOfName(field, start) || !IsCard(groups, first, count)) return false;
        if (GoesOn(groups, first, count, separator, findings) && !(separator == Separator.Space && field.HasContext(Signals.Card, start, end))) return false;
        findings.Add(start, end, DlpEntity.CreditCard, Confidence.Max);
        return true;
    }

    /// <summary>Says whether more groups by the same separator make it another number; by spaces, groups of four that are no card themselves, or a code before it.</summary>
    private static bool GoesOn(in DigitGroups groups, int first, int count, Separator separator, FindingList findings)
    {
        var isBefore = Neighbours.GoOnBefore(groups, first, separator, findings);
        var isAfter = Neighbours.GoOnAfter(groups, first + count, separator, findings) && !IsTail(groups, first + count);
        if (separator != Separator.Space) return isBefore || isAfter;
        return (isBefore && IsMoreBefore(groups, first - 1)) || (isAfter && groups[first + count] == 4);
    }

    private static bool IsMoreBefore(in DigitGroups groups, int group) => IsCode(groups, group) || (groups[group] == 4 && !(group == 0 && IsYear(groups, group)));

    /// <summary>Says whether the last groups are what is written after the number of a card: the month and year to which it is good, a year, its check value, or one digit.</summary>
    private static bool IsTail(in DigitGroups groups, int first)
    {
        if (groups.End < groups.Text.Length && (ByteClass.IsAlphanumeric(groups.Text[groups.End]) || groups.Text[groups.End] is (byte)'-' or (byte)'_')) return false; // Groups of a longer code, such as a UUID.
        var count = groups.Count - first;
        if (count == 1) return groups[first] is 1 or 3 || IsExpiry(groups, first) || IsYear(groups, first);
        return count == 2 && ((IsExpiry(groups, first) && groups[first + 1] is 3 or 4) || (IsMonth(groups, first) && groups[first + 1] is 2 or 4));
    }

    private static bool IsExpiry(in DigitGroups groups, int group) => groups[group] == 4 && IsMonth(groups, group) && groups.Text[groups.StartOf(group) + 2] is >= (byte)'2' and <= (byte)'5';

    private static bool IsYear(in DigitGroups groups, int group) =>
        groups[group] == 4 && (groups.Text[groups.StartOf(group)], groups.Text[groups.StartOf(group) + 1]) is ((byte)'1', (byte)'9') or ((byte)'2', (byte)'0');

    private static bool IsMonth(in DigitGroups groups, int group) =>
        groups[group] >= 2 && (groups.Text[groups.StartOf(group)], groups.Text[groups.StartOf(group) + 1]) is ((byte)'0', >= (byte)'1') or ((byte)'1', <= (byte)'2');

    private static bool IsCode(in DigitGroups groups, int group) => groups.StartOf(group) > 0 && ByteClass.IsLetter(groups.Text[groups.StartOf(group) - 1]);

    private static bool IsCard(in DigitGroups groups, int first, int count)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        var copied = groups.Copy(first, count, digits);
        return copied >= FewestDigits && AreOfCard(digits[..copied]);
    }

    private static bool IsCard(ReadOnlySpan<byte> text)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        var copied = Digits.Copy(text, digits);
        return copied >= FewestDigits && AreOfCard(digits[..copied]);
    }

    private static bool AreOfCard(ReadOnlySpan<byte> digits) => IsIssued(digits) && !Digits.AreSame(digits) && Digits.HasLuhn(digits);

    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        var two = (digits[0] * 10) + digits[1];
        var three = (two * 10) + digits[2];
        var four = (three * 10) + digits[3];
        return digits.Length switch
        {
            13 or 16 or 19 when digits[0] == 4 => true,
            16 when two is >= 51 and <= 55 || four is >= 2221 and <= 2720 => true,
            15 when two is 34 or 37 => true,
            14 when two is 36 or 38 || three is >= 300 and <= 305 => true,
            >= 16 when four == 6011 || three is >= 644 and <= 649 || two is 65 or 62 || four is >= 3528 and <= 3589 => true,
            _ => two is 50 or (>= 56 and <= 69),
        };
    }
}
