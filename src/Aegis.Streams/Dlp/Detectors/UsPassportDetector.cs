using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows passport numbers of the USA.</summary>
internal static class UsPassportDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.UsPassport,
        DetectorTier.Context,
        "State Department: nine digits, or a letter and eight digits",
        ["passport A12345678", "passport no: 512345678"],
        ["A12345678", "passport A1234567", "passport 1234567"]);

    /// <summary>Says whether a token is a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length != 9 || (!ByteClass.IsLetter(token[0]) && !ByteClass.IsDigit(token[0]))) return false;
        foreach (var one in token[1..])
            if (!ByteClass.IsDigit(one)) return false;
        return true;
    }
}
