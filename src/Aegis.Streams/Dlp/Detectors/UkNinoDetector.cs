using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows national insurance numbers of the United Kingdom.</summary>
internal static class UkNinoDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.UkNino,
        DetectorTier.Context,
        "HMRC, NIM39110: prefixes and suffixes",
        ["NINO AB123456C", "NI number AB 12 34 56 C", "national insurance: ab123456c", "NI AB123456"],
        ["AB123456C", "NINO BG123456C", "NINO AO123456C", "NINO AB123456E", "NINO AB12345C"]);

    /// <summary>Tests two letters after which pairs of digits stand apart.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The first letter.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestGrouped(in Field field, int start, FindingList findings)
    {
        if (!IsPrefix(field[start], field[start + 1]) || ByteClass.IsAlphanumeric(field[start - 1])) return;
        Span<byte> token = stackalloc byte[9];
        var (count, end) = (0, start);
        for (var at = start; count < token.Length; at++)
        {
            if (ByteClass.IsAlphanumeric(field[at]))
            {
                token[count++] = field[at];
                end = at + 1;
            }
            else if (field[at] is not ((byte)' ' or (byte)'-') || count is 0 or 1 or 3 or 5 or 7)
            {
                break;
            }
        }

        // What follows eight characters may be a word.
        if (count == 9 && !IsValid(token)) return;
        if (count < 8 || !IsValid(token[..count]) || ByteClass.IsAlphanumeric(field[end]) || !field.IsWanted(findings, DlpEntity.UkNino, Signals.Nino, start, end)) return;
        findings.Add(start, end, DlpEntity.UkNino, field.NamedConfidence(Confidence.Shape + Confidence.Grouping, Signals.Nino, start, end));
    }

    /// <summary>Says whether a token is a number: two letters, six digits, a letter from A to D or none.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length is not (8 or 9)) return false;
        if (!IsPrefix(token[0], token[1])) return false;
        foreach (var one in token[2..8])
            if (!ByteClass.IsDigit(one)) return false;
        return token.Length == 8 || (token[8] & 0xDF) is >= 'A' and <= 'D';
    }

    private static bool IsPrefix(byte one, byte other)
    {
        var (first, second) = (one & 0xDF, other & 0xDF);
        if (first is 'D' or 'F' or 'I' or 'Q' or 'U' or 'V' || second is 'D' or 'F' or 'I' or 'Q' or 'U' or 'V' or 'O') return false;
        return (first, second) is not (('B', 'G') or ('G', 'B') or ('N', 'K') or ('K', 'N') or ('T', 'N') or ('N', 'T') or ('Z', 'Z'));
    }
}
