using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds Medicare beneficiary identifiers of the USA.</summary>
internal static class MbiDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Mbi,
        DetectorTier.Value,
        "CMS, Understanding the Medicare Beneficiary Identifier format: eleven positions, without the letters S, L, O, I, B and Z",
        ["1EG4-TE5-MK73", "1EG4TE5MK73", "MBI: 9AA9AA9AA99"],
        ["0EG4TE5MK73", "1SG4TE5MK73", "A1EG4TE5MK73", "1EG4TE5MK734", "1EG4TE5MKA3"]);

    private const int Positions = 11;

    // What each position may be: 1-9, 0-9, a letter, or a letter or digit.
    private static ReadOnlySpan<byte> Kinds => "CAXNAXNAANN"u8;

    /// <summary>Tests a digit with which an identifier may begin.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">Where it is.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int start, FindingList findings)
    {
        if (ByteClass.IsAlphanumeric(field[start - 1])) return;
        var at = start;
        for (var position = 0; position < Positions; position++, at++)
        {
            if (position is 4 or 7 && field[at] == '-') at++;
            if (!IsAllowed(field[at], Kinds[position])) return;
        }

        if (ByteClass.IsAlphanumeric(field[at])) return;
        findings.Add(start, at, DlpEntity.Mbi, field.WithSupport(Confidence.Shape + Confidence.OwnForm, Signals.Mbi, start, at));
    }

    private static bool IsAllowed(byte one, byte kind) => kind switch
    {
        (byte)'C' => one is >= (byte)'1' and <= (byte)'9',
        (byte)'N' => ByteClass.IsDigit(one),
        (byte)'A' => IsAllowedLetter(one),
        _ => ByteClass.IsDigit(one) || IsAllowedLetter(one),
    };

    private static bool IsAllowedLetter(byte one) => ByteClass.IsCapital(one) && one is not ((byte)'S' or (byte)'L' or (byte)'O' or (byte)'I' or (byte)'B' or (byte)'Z');
}
