namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows Aadhaar numbers of India.</summary>
internal static class InAadhaarDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.InAadhaar,
        DetectorTier.Context,
        "UIDAI: twelve digits with the check digit of Verhoeff; 0 and 1 do not begin one",
        ["Aadhaar 2341 2341 2346", "aadhaar: 234123412346"],
        ["234123412346", "Aadhaar 2341 2341 2347", "aadhaar 134123412346"]);

    /// <summary>Says whether twelve digits are a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) => digits[0] >= 2 && Digits.HasVerhoeff(digits);
}
