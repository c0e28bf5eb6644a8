namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows national provider identifiers of the USA.</summary>
internal static class NpiDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Npi,
        DetectorTier.Context,
        "CMS, 45 CFR 162.406: the check digit of Luhn over 80840 and the number; the first digit is 1 or 2",
        ["NPI 1234567893", "npi: 1234567893"],
        ["1234567893", "NPI 1234567890", "npi 3234567899"]);

    // What 80840 before the number adds to the sum of Luhn.
    private const int PrefixSum = 24;

    /// <summary>Says whether ten digits are an identifier.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) => digits[0] is 1 or 2 && Digits.HasLuhn(digits, PrefixSum);
}
