using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds dates with a year of two digits in fields whose key says that they are dates of birth: nowhere else do they say enough.</summary>
internal static class ShortBirthDate
{
    private const int LongestGap = 2;
    private const int FewestLetters = 3;
    private const int LongestMonth = 9;

    /// <summary>Tests the first date of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="lastYear">The year of today.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestField(in Field field, int lastYear, FindingList findings)
    {
        var at = field.Text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (at < 0) return;
        var (start, month) = (at, 0);
        while (start > 0 && at - start < LongestGap && IsGap(field[start - 1])) start--;
        var named = start;
        while (named > 0 && ByteClass.IsLetter(field[named - 1])) named--;
        if (start < at && start - named is >= FewestLetters and <= LongestMonth && (month = DateOfBirthDetector.MonthOf(field.Text[named..start])) > 0)
        {
            if (TryNumber(field, ref at, out var day) && TryGap(field, ref at) && TryNumber(field, ref at, out var last) && IsDate(last, month, day, lastYear)) Report(named, at, findings);
            return;
        }

        start = at;
        if (!TryNumber(field, ref at, out var first) || !TryGap(field, ref at)) return;
        if (ByteClass.IsLetter(field[at]))
        {
            var word = at;
            while (ByteClass.IsLetter(field[at])) at++;
            month = at - word is >= FewestLetters and <= LongestMonth ? DateOfBirthDetector.MonthOf(field.Text[word..at]) : 0;
            if (month > 0 && TryGap(field, ref at) && TryNumber(field, ref at, out var year) && IsDate(year, month, first, lastYear)) Report(start, at, findings);
            return;
        }

        if (!TryNumber(field, ref at, out var second) || !TryGap(field, ref at) || !TryNumber(field, ref at, out var third)) return;
        if (IsDate(third, first, second, lastYear) || IsDate(third, second, first, lastYear) || IsDate(first, second, third, lastYear)) Report(start, at, findings);
    }

    private static void Report(int start, int end, FindingList findings) => findings.Add(start, end, DlpEntity.DateOfBirth, Confidence.Shape + Confidence.Key);

    private static bool TryNumber(in Field field, ref int at, out int value)
    {
        value = 0;
        var start = at;
        for (; ByteClass.IsDigit(field[at]); at++) value = Math.Min(1_000, (value * 10) + field[at] - '0');
        return at - start is 1 or 2;
    }

    private static bool TryGap(in Field field, ref int at)
    {
        var start = at;
        while (IsGap(field[at])) at++;
        return at - start is > 0 and <= LongestGap;
    }

    private static bool IsGap(byte one) => one is (byte)'/' or (byte)'-' or (byte)'.' or (byte)' ' or (byte)',' or (byte)'\'';

    private static bool IsDate(int year, int month, int day, int lastYear) =>
        year <= 99 && month is >= 1 and <= 12 && day >= 1 && (day <= DateTime.DaysInMonth(1900 + year, month) || (2000 + year <= lastYear && day <= DateTime.DaysInMonth(2000 + year, month)));
}
