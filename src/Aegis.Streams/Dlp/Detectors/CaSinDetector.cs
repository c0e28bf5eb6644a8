namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows social insurance numbers of Canada.</summary>
internal static class CaSinDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.CaSin,
        DetectorTier.Context,
        "Service Canada: nine digits with the check digit of Luhn; 0 and 8 do not begin one",
        ["SIN 130 692 544", "sin: 130692544", "SIN 130-692-544"],
        ["130692544", "SIN 130 692 545", "sin 046454286", "using 130692544"]);

    /// <summary>Says whether nine digits are a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) => digits[0] is not (0 or 8) && Digits.HasLuhn(digits);
}
