namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows NHS numbers of the United Kingdom.</summary>
internal static class UkNhsDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.UkNhs,
        DetectorTier.Context,
        "NHS Data Dictionary, NHS NUMBER: modulus 11",
        ["NHS number 943 476 5919", "nhs: 9434765919"],
        ["9434765919", "NHS number 943 476 5918"]);

    private static ReadOnlySpan<byte> Weights => [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

    /// <summary>Says whether ten digits are a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) => Digits.HasWeightedSum(digits, Weights, 11);
}
