using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds dates of birth: dates that a key or a word says are such.</summary>
internal static class DateOfBirthDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.DateOfBirth,
        DetectorTier.Context,
        "ISO 8601, and the orders of day, month and year that people write",
        ["dob 1980-05-12", "born 5/12/1980", "geb. Geburtsdatum: 12.5.1980", "born 12. 5. 1980", "born 1980. 5. 12.", "born 12 May 1980", "date of birth May 12, 1980", "DOB: 19800512"],
        ["1980-05-12", "dob 1880-05-12", "born 1980-13-12", "born 31.02.1980", "born 31. 2. 1980", "born in room 3112. 5. 1980", "created 1980-05-12"]);

    private const int FirstYear = 1900;
    private const int MostSpaces = 2;

    private static ReadOnlySpan<byte> Months => "janfebmaraprmayjunjulaugsepoctnovdec"u8;

    /// <summary>Tests groups of digits for a date.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="lastYear">The year of today.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestGrouped(in Field field, in DigitGroups groups, int first, int lastYear, FindingList findings)
    {
        if ((field.Signals & (Signals.Negative | Signals.Birth)) == Signals.Negative || first + 2 >= groups.Count || groups[first + 1] > 2) return;
        var isYearFirst = groups[first] == 4;
        if (isYearFirst ? groups[first + 2] > 2 : groups[first + 2] != 4 || groups[first] > 2) return;
        if (groups.Between(first, 3) is Separator.None or Separator.Parenthesis) return;
        var end = groups.EndOf(first + 2);
        var isInstant = (field[end] | 0x20) == 't' && ByteClass.IsDigit(field[end + 1]);
        if (isInstant && (field.Signals & Signals.Birth) == 0) return;
        var (one, two, three) = (Value(groups, first), Value(groups, first + 1), Value(groups, first + 2));
        if (isYearFirst ? IsDate(one, two, three, lastYear) : IsDate(three, one, two, lastYear) || IsDate(three, two, one, lastYear)) Report(field, groups.StartOf(first), end, findings);
    }

    /// <summary>Tests eight digits: year, month and day.</summary>
    public static void TestBare(in Field field, int start, int lastYear, FindingList findings)
    {
        var text = field.Text.Slice(start, 8);
        if (IsDate(Value(text[..4]), Value(text[4..6]), Value(text[6..]), lastYear) && !Boundary.IsPartOfToken(field, start, start + 8)) Report(field, start, start + 8, findings);
    }

    /// <summary>Tests a year with a day and a month that a dot and a space keep apart, as in `12. 3. 1980` and `1980. 3. 12`: to others, such a dot ends a sentence.</summary>
    public static void TestSpaced(in Field field, int year, int lastYear, FindingList findings)
    {
        var value = Value(field.Text.Slice(year, 4));
        var (at, spaces) = (year, 0);
        if (TryNumberBefore(field, ref at, ref spaces, out var second) && TryNumberBefore(field, ref at, ref spaces, out var first))
        {
            if (spaces > 0 && !ByteClass.IsAlphanumeric(field[at - 1]) && (IsDate(value, second, first, lastYear) || IsDate(value, first, second, lastYear))) Report(field, at, year + 4, findings);
            return;
        }

        (at, spaces) = (year + 4, 0);
        if (!TryNumberAfter(field, ref at, ref spaces, out var month) || !TryNumberAfter(field, ref at, ref spaces, out var day)) return;
        if (spaces > 0 && !ByteClass.IsAlphanumeric(field[at]) && IsDate(value, month, day, lastYear)) Report(field, year, at, findings);
    }

    /// <summary>Tests a year beside the name of a month, as in `12 May 1980` and `May 12, 1980`.</summary>
    public static void TestNamed(in Field field, int year, int lastYear, FindingList findings)
    {
        var at = year;
        while (at > 0 && year - at < 3 && field[at - 1] is (byte)' ' or (byte)',' or (byte)'.' or (byte)'-') at--;
        if (at == year || !ByteClass.IsAlphanumeric(field[at - 1])) return;
        var (start, day, month) = (at, 0, 0);
        for (var part = 0; part < 2; part++)
        {
            var end = start;
            if (ByteClass.IsDigit(field[end - 1]) || IsOrdinal(field, ref end))
            {
                while (ByteClass.IsDigit(field[end - 1])) end--;
                day = Value(field.Text[end..Math.Min(end + 2, field.Text.Length)]);
                start = end;
            }
            else
            {
                while (ByteClass.IsLetter(field[end - 1])) end--;
                month = MonthOf(field.Text[end..start]);
                start = end;
            }

            if (part == 0)
                while (start > 0 && at - start < 20 && field[start - 1] is (byte)' ' or (byte)',' or (byte)'.' or (byte)'-') start--;
        }

        if (month > 0 && IsDate(Value(field.Text.Slice(year, 4)), month, day, lastYear)) Report(field, start, year + 4, findings);
    }

    /// <summary>Says whether four digits may be a year of birth.</summary>
    public static bool IsYear(in Field field, int start) => (field[start], field[start + 1]) is ((byte)'1', (byte)'9') or ((byte)'2', (byte)'0');

    /// <summary>Reads one or two digits that a dot and up to two spaces follow.</summary>
    private static bool TryNumberBefore(in Field field, ref int at, ref int spaces, out int value)
    {
        var dot = at - 1;
        while (at - dot <= MostSpaces && field[dot] == ' ') dot--;
        var start = dot;
        while (dot - start < 2 && ByteClass.IsDigit(field[start - 1])) start--;
        value = 0;
        if (field[dot] != '.' || start == dot) return false;
        spaces += at - 1 - dot;
        (at, value) = (start, Value(field.Text[start..dot]));
        return true;
    }

    /// <summary>Reads one or two digits after a dot and up to two spaces.</summary>
    private static bool TryNumberAfter(in Field field, ref int at, ref int spaces, out int value)
    {
        var start = at + 1;
        while (start - at <= MostSpaces && field[start] == ' ') start++;
        var end = start;
        while (end - start < 2 && ByteClass.IsDigit(field[end])) end++;
        value = 0;
        if (field[at] != '.' || start == end) return false;
        spaces += start - at - 1;
        (at, value) = (end, Value(field.Text[start..end]));
        return true;
    }

    private static bool IsOrdinal(in Field field, ref int end)
    {
        if (end < 3 || !ByteClass.IsDigit(field[end - 3]) || !ByteClass.IsLetter(field[end - 1]) || !ByteClass.IsLetter(field[end - 2])) return false;
        end -= 2;
        return true;
    }

    /// <summary>Finds the number of a month by its first three letters; 0: it is none.</summary>
    public static int MonthOf(ReadOnlySpan<byte> word)
    {
        if (word.Length < 3) return 0;
        Span<byte> start = [(byte)(word[0] | 0x20), (byte)(word[1] | 0x20), (byte)(word[2] | 0x20)];
        for (var month = 0; month < 12; month++)
            if (Months.Slice(3 * month, 3).SequenceEqual(start)) return month + 1;
        return 0;
    }

    private static void Report(in Field field, int start, int end, FindingList findings)
    {
        if (!field.IsWanted(findings, DlpEntity.DateOfBirth, Signals.Birth, start, end)) return;
        findings.Add(start, end, DlpEntity.DateOfBirth, field.NamedConfidence(Confidence.Shape, Signals.Birth, start, end));
    }

    private static bool IsDate(int year, int month, int day, int lastYear) =>
        year >= FirstYear && year <= lastYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Value(in DigitGroups groups, int group) => Value(groups.Text[groups.StartOf(group)..groups.EndOf(group)]);

    private static int Value(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var one in digits)
        {
            if (!ByteClass.IsDigit(one)) break;
            value = Math.Min(10_000, (value * 10) + one - '0');
        }

        return value;
    }
}
