using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>
/// Reads social security numbers in fields whose key says that they hold one, as programs and people write them there: a decimal
/// (`512437781.0`), with an exponent (`5.12437781E8`), in other groups (`512 437 781`), after a sign (`#512437781`).
/// </summary>
internal static class SsnField
{
    private const int DigitsOfNumber = 9;
    private const int MostBytes = 24;

    /// <summary>Tests a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="entities">What is looked for.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, EntitySet entities, FindingList findings)
    {
        var first = field.Text.IndexOfAnyInRange((byte)'0', (byte)'9');
        var last = field.Text.LastIndexOfAnyInRange((byte)'0', (byte)'9');
        if (first < 0 || last - first + 1 is < DigitsOfNumber or > MostBytes || HasMore(field.Text[..first]) || HasMore(field.Text[(last + 1)..])) return;
        Span<byte> digits = stackalloc byte[MostBytes];
        if (Read(field.Text[first..(last + 1)], mayHaveDots: (field.Signals & (Signals.Ssn | Signals.Itin)) != (Signals.Ssn | Signals.Itin), digits) == DigitsOfNumber) UsSsnDetector.Report(field, digits[..DigitsOfNumber], first, last + 1, Confidence.Shape + Confidence.Range, entities, findings);
    }

    /// <summary>Says whether letters stand beside the number: then it is part of something else.</summary>
    private static bool HasMore(ReadOnlySpan<byte> beside)
    {
        foreach (var one in beside)
            if (ByteClass.IsLetter(one)) return true;
        return false;
    }

    /// <summary>Reads digits without what is written around them.</summary>
    /// <returns>How many there are; 0: it is no such number.</returns>
    private static int Read(ReadOnlySpan<byte> text, bool mayHaveDots, Span<byte> digits)
    {
        var exponent = text.IndexOfAny((byte)'E', (byte)'e');
        if (exponent >= 0) return ReadExponent(text[..exponent], text[(exponent + 1)..], digits);
        var dot = text.IndexOf((byte)'.');
        if (dot >= DigitsOfNumber && text[(dot + 1)..].IndexOfAnyExcept((byte)'0') < 0) text = text[..dot];
        var (count, groups, group) = (0, 0, 0);
        foreach (var one in text)
        {
            if (ByteClass.IsDigit(one))
            {
                digits[count++] = (byte)(one - '0');
                group++;
                continue;
            }

            if ((one is not ((byte)' ' or (byte)'-' or (byte)'_') && !(one == '.' && mayHaveDots)) || group == 0) return 0; // An amount of tax has dots, too.
            (groups, group) = ((groups * 10) + group, 0);
        }

        // Other groups are those of other numbers: 12-3456789 is one of a company.
        return ((groups * 10) + group) is 9 or 333 or 324 or 36 or 54 ? count : 0;
    }

    /// <summary>Reads one digit, a dot, more digits and the exponent that makes nine of them.</summary>
    private static int ReadExponent(ReadOnlySpan<byte> mantissa, ReadOnlySpan<byte> exponent, Span<byte> digits)
    {
        exponent = exponent.TrimStart((byte)'+').TrimStart((byte)'0');
        if (exponent is not [(byte)'8'] || mantissa.Length is < 3 or > DigitsOfNumber + 1 || mantissa[1] != '.') return 0;
        digits[..DigitsOfNumber].Clear();
        for (var at = 0; at < mantissa.Length; at++)
        {
            if (at == 1) continue;
            if (!ByteClass.IsDigit(mantissa[at])) return 0;
            digits[at == 0 ? 0 : at - 1] = (byte)(mantissa[at] - '0');
        }

        return DigitsOfNumber;
    }
}
