using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds telephone numbers: of the North American plan, international ones, and national ones that a key or a word names.</summary>
internal static class PhoneDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Phone,
        DetectorTier.Value,
        "ITU-T E.164 and E.123; NANPA and ATIS INC guidelines, 47 CFR 52; lengths of national numbers from ITU-T E.164 annexes",
        ["630-596-1111", "(415) 596-1111", "+1 415.596.1111", "1-415-596-1111 ext. 22", "data630-596-1111", "+49 30 901820", "+44 (0)20 7946 0958", "+33612345678", "call 4155961111", "Tel: 030 901820", "+1 (415) 596-1111x2325"],
        ["4155961111", "ts 1747731000", "911-596-1111", "375-596-1111", "415-911-1111", "978-0-306-40615-7", "AB-415-596-1111", "https://x.example/p/415-596-1111", "order 415-596-1111", "+0 123 456 789", "1.415.596.1111.2"]);

    private const int NationalDigits = 10;
    private const int FewestLocalDigits = 7;
    private const int MostDigits = 15;
    private const int MostExtensionDigits = 7;

    private static ReadOnlySpan<byte> Extension => "extension"u8;

    /// <summary>Tests groups for a number of the North American plan.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first group, that of the area.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <returns>How many groups it has, from the first on; 0: it is none.</returns>
    public static int TestNorthAmerican(in Field field, in DigitGroups groups, int first, FindingList findings)
    {
        var count = groups.Are(first, 3, 3, 4) ? 3 : groups.Are(first, 3, 7) || groups.Are(first, 6, 4) ? 2 : groups[first] == NationalDigits && groups.Before(first) != Separator.None ? 1 : 0;
        if (count == 0) return 0;
        var start = groups.StartOf(first);
        var end = groups.EndOf(first + count - 1);
        Span<byte> digits = stackalloc byte[NationalDigits];
        if (groups.Copy(first, count, digits) != NationalDigits || !IsNorthAmerican(digits)) return 0;
        var hasOne = first > 0 && groups.Are(first - 1, 1) && groups.Text[groups.StartOf(first - 1)] == '1';
        if (count == 1 && (!hasOne || ByteClass.IsAlphanumeric(field[groups.StartOf(first - 1) - 1]) || ByteClass.IsAlphanumeric(field[end]))) return 0;
        var own = count == 1 ? groups.Before(first) : groups.Before(first + 1);
        var leading = hasOne ? first - 1 : first;
        if (MayBeMore(groups, leading - 1, own) && Neighbours.GoOnBefore(groups, leading, own, findings) && !IsOpened(field, groups, leading)) return 0;
        if (MayBeMore(groups, first + count, own) && Neighbours.GoOnAfter(groups, first + count, own, findings) && !IsOpened(field, groups, first + count)) return 0;
        start = hasOne ? groups.StartOf(first - 1) : OpeningOf(field, start);
        if (field[start - 1] == '+') return 0; // Found from its plus on.
        if (Boundary.IsPartOfName(field, start)) return 0;
        end = ClosingOf(field, start, ExtensionEnd(field, end));
        findings.Add(start, end, DlpEntity.Phone, field.WithContext(Confidence.Shape + Confidence.Range + Confidence.Grouping, Signals.Phone, start, end), IsFictional(digits));
        return count;
    }

    /// <summary>Tests ten digits, or eleven of which the first is 1, which need a key or a word.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where they start.</param>
    /// <param name="length">How many there are.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestBare(in Field field, int start, int length, FindingList findings)
    {
        Span<byte> digits = stackalloc byte[NationalDigits + 1];
        Digits.Copy(field.Text.Slice(start, length), digits);
        var national = length == NationalDigits ? digits[..NationalDigits] : digits[1..];
        if ((length > NationalDigits && digits[0] != 1) || !IsNorthAmerican(national)) return;
        var end = ExtensionEnd(field, start + length);
        if (Boundary.IsPartOfToken(field, start, end)) return;
        findings.Add(start, end, DlpEntity.Phone, field.WithContext(Confidence.Shape + Confidence.Range, Signals.Phone, start, end), IsFictional(national));
    }

    /// <summary>Tests what follows a plus.</summary>
    /// <param name="field">The field.</param>
    /// <param name="plus">Where the plus is.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestInternational(in Field field, int plus, FindingList findings)
    {
        var before = field[plus - 1];
        if ((ByteClass.IsDigit(before) && !findings.EndsAt(plus)) || before == '+') return; // After another number one may follow at once.
        var at = field[plus + 1] is (byte)'(' or (byte)' ' ? plus + 2 : plus + 1;
        if (!ByteClass.IsDigit(field[at])) return;
        DigitGroups.Find(field, at, at, out var groups);
        var end = InternationalEnd(groups, at, out var flags);
        if (end < 0) return;
        end = ExtensionEnd(field, end);
        findings.Add(plus, end, DlpEntity.Phone, Confidence.Shape + Confidence.Range + Confidence.OwnForm, flags);
    }

    /// <summary>Tests groups that begin with the exit code of a country, 00 or 011, and a country code: only where a key or a word says that it is a number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="findings">Takes the finding.</param>
    /// <returns>How many groups it has; 0: it is none.</returns>
    public static int TestExitCode(in Field field, in DigitGroups groups, int first, FindingList findings)
    {
        var start = groups.StartOf(first);
        var exit = field[start] != '0' ? 0 : field[start + 1] == '0' ? 2 : groups.Are(first, 3) && field[start + 1] == '1' && field[start + 2] == '1' ? 3 : 0;
        if (exit == 0 || Boundary.IsPartOfName(field, start)) return 0;
        var end = InternationalEnd(groups, start + exit, out _);
        if (end < 0 || !field.IsWanted(findings, DlpEntity.Phone, Signals.Phone, start, end)) return 0;
        end = ExtensionEnd(field, end);
        findings.Add(start, end, DlpEntity.Phone, field.NamedConfidence(Confidence.Shape + Confidence.Range + Confidence.Grouping, Signals.Phone, start, end));
        if (!field.HasContext(Signals.Phone, start, end)) return 0;
        var count = 1;
        while (first + count < groups.Count && groups.StartOf(first + count) < end) count++;
        return count;
    }

    /// <summary>Tests the digits of a field whose key says that it is a number, and in which nothing was found.</summary>
    /// <param name="field">The field.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestField(in Field field, FindingList findings)
    {
        var at = field.Text.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (at < 0) return;
        DigitGroups.Find(field, at, at, out var groups);
        TestNational(field, groups, findings);
    }

    /// <summary>Tests groups for a number as it is dialled within some country: only where a key or a word says that it is one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="groups">The groups, all of which it must have.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestNational(in Field field, in DigitGroups groups, FindingList findings)
    {
        var start = groups.StartOf(0);
        var end = groups.End;
        Span<byte> digits = stackalloc byte[MostDigits];
        if (groups.Count > 8 || field[start - 1] == '+' || groups.Copy(0, groups.Count, digits) < FewestLocalDigits) return;
        if (groups.Are(0, 4, 2, 2) || groups.Are(0, 2, 2, 4) || groups.Are(0, 1, 2, 4) || groups.Are(0, 2, 1, 4) || groups.Are(0, 1, 1, 4)) return; // Dates.
        var hasKey = (field.Signals & Signals.Phone) != 0;
        if (!hasKey && (digits[0] != 0 || groups.Are(0, 3, 2, 4) || (!NearbyWords.Has(field, start, end, Signals.Phone) && !findings.TakesUnnamedOf(DlpEntity.Phone)))) return;
        start = OpeningOf(field, start);
        if (groups.Count == 1 ? Boundary.IsPartOfToken(field, start, end) : Boundary.IsPartOfName(field, start)) return;
        var points = Confidence.Shape + (groups.Count > 1 ? Confidence.Grouping : 0);
        end = ClosingOf(field, start, ExtensionEnd(field, end));
        findings.Add(start, end, DlpEntity.Phone, field.WithContext(points, Signals.Phone, start, end));
    }

    /// <summary>Finds the end of a number that begins with a country code: the last group with which it has as many digits as numbers there have.</summary>
    /// <param name="groups">The groups, of which the first holds the code.</param>
    /// <param name="start">Where the code starts.</param>
    /// <param name="flags">What is remarkable about the number.</param>
    /// <returns>The offset after it; -1: it is none.</returns>
    private static int InternationalEnd(in DigitGroups groups, int start, out FindingFlags flags)
    {
        flags = FindingFlags.None;
        Span<byte> digits = stackalloc byte[MostDigits + 1];
        var (count, end) = (0, -1);
        for (var group = 0; group < groups.Count; group++)
        {
            var from = Math.Max(start, groups.StartOf(group));
            if (from >= groups.EndOf(group)) continue;
            if (count > 0 && groups.Before(group) == Separator.Slash) break;
            if (end >= 0 && groups.AreWholeFrom(group)) break; // Another number.
            var text = groups.Text[from..groups.EndOf(group)];
            if (count > 0 && text is [(byte)'0'] && groups.Before(group) == Separator.Parenthesis) continue; // The trunk prefix, as in +44 (0)20.
            var copied = Digits.Copy(text, digits[count..]);
            if (copied < 0) break;
            count += copied;
            if (!CountryCodes.IsWhole(digits[..count])) continue;
            if (digits[0] == 1 && !IsNorthAmerican(digits.Slice(1, NationalDigits))) continue;
            flags = digits[0] == 1 ? IsFictional(digits.Slice(1, NationalDigits)) : FindingFlags.None;
            end = groups.EndOf(group);
        }

        return end;
    }

    /// <summary>Says whether ten digits can be a number of the North American plan.</summary>
    public static bool IsNorthAmerican(ReadOnlySpan<byte> digits) =>
        digits[0] >= 2 && digits[1] <= 8 && !(digits[1] == 1 && digits[2] == 1) && !(digits[0] == 3 && digits[1] == 7) && !(digits[0] == 9 && digits[1] == 6)
        && digits[3] >= 2 && !(digits[4] == 1 && digits[5] == 1);

    /// <summary>Says whether a number is one of those set aside for films: 555-0100 to 555-0199.</summary>
    private static FindingFlags IsFictional(ReadOnlySpan<byte> digits) =>
        digits is [_, _, _, 5, 5, 5, 0, 1, ..] ? FindingFlags.Reserved : FindingFlags.None;

    /// <summary>Says whether a group beside a number can be more of it: by spaces, only one that is longer than an amount of things.</summary>
    private static bool MayBeMore(in DigitGroups groups, int neighbour, Separator own) => own != Separator.Space || groups[neighbour] > 3;

    /// <summary>Says whether a group begins a number: an area code in parentheses.</summary>
    private static bool IsOpened(in Field field, in DigitGroups groups, int group) => group < groups.Count && field[groups.StartOf(group) - 1] == '(' && groups[group] == 3;

    /// <summary>Takes the parenthesis that closes the one with which a number begins.</summary>
    private static int ClosingOf(in Field field, int start, int end) => field[start] == '(' && field[end] == ')' && !field.Text[start..end].Contains((byte)')') ? end + 1 : end;

    private static int OpeningOf(in Field field, int start) => field[start - 1] == '(' ? start - 1 : start;

    /// <summary>Finds the end of an extension: `x`, `ext` or `#` with up to seven digits.</summary>
    private static int ExtensionEnd(in Field field, int end)
    {
        var at = end;
        while (field[at] is (byte)' ' or (byte)',' or (byte)';' && at - end < 2) at++;
        var letters = 0;
        while (letters < Extension.Length && (field[at + letters] | 0x20) == Extension[letters]) letters++;
        if (letters >= 3) at += letters;
        else if ((field[at] | 0x20) == 'x' || field[at] == '#') at++;
        else return end;
        while (field[at] is (byte)'.' or (byte)' ' or (byte)':' && at - end < 14) at++;
        var digits = 0;
        while (ByteClass.IsDigit(field[at + digits])) digits++;
        return digits is > 0 and <= MostExtensionDigits ? at + digits : end;
    }
}
