namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows routing numbers of banks in the USA.</summary>
internal static class AbaRoutingDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.AbaRouting,
        DetectorTier.Context,
        "ABA: weights 3, 7, 1; prefixes of the Federal Reserve 00-12, 21-32, 61-72, 80",
        ["routing number 021000021", "ABA: 011401533"],
        ["021000021", "routing number 021000022", "routing 131000029"]);

    private static ReadOnlySpan<byte> Weights => [3, 7, 1, 3, 7, 1, 3, 7, 1];

    /// <summary>Says whether nine digits are a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) =>
        ((digits[0] * 10) + digits[1]) is <= 12 or (>= 21 and <= 32) or (>= 61 and <= 72) or 80 && !Digits.AreSame(digits) && Digits.HasWeightedSum(digits, Weights, 10);
}
