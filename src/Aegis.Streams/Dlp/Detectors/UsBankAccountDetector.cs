namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows numbers of bank accounts in the USA, which have no check digit: a key or a word must name them.</summary>
internal static class UsBankAccountDetector
{
    /// <summary>The fewest digits.</summary>
    public const int FewestDigits = 8;

    /// <summary>The most digits.</summary>
    public const int MostDigits = 17;

    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.UsBankAccount,
        DetectorTier.Context,
        "ABA; Nacha operating rules: up to 17 characters",
        ["account 12345678901", "acct no. 00987654321"],
        ["12345678901", "account 1234567", "account 11111111"]);

    /// <summary>Says whether digits can be a number.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits) => digits.Length is >= FewestDigits and <= MostDigits && !Digits.AreSame(digits);
}
