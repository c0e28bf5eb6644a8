using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows registration numbers of the Drug Enforcement Administration.</summary>
internal static class DeaNumberDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.DeaNumber,
        DetectorTier.Context,
        "HHS and DEA: two letters, six digits, a check digit",
        ["DEA AB1234563", "dea: ab1234563"],
        ["AB1234563", "DEA AB1234564", "DEA A1234563"]);

    /// <summary>Says whether a token is a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length != 9 || !ByteClass.IsLetter(token[0]) || !ByteClass.IsLetter(token[1])) return false;
        Span<byte> digits = stackalloc byte[7];
        if (Digits.Copy(token[2..], digits) != 7) return false;
        return (digits[0] + digits[2] + digits[4] + (2 * (digits[1] + digits[3] + digits[5]))) % 10 == digits[6];
    }
}
