using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Knows permanent account numbers of India.</summary>
internal static class InPanDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.InPan,
        DetectorTier.Context,
        "Income Tax Department of India, rule 114: the fourth letter is the kind of holder",
        ["PAN ABCPE1234F", "pan: abcpe1234f"],
        ["ABCPE1234F", "PAN ABCXE1234F", "PAN ABCPE12345"]);

    /// <summary>Says whether a token is a number: five letters, four digits, one letter.</summary>
    public static bool IsValid(ReadOnlySpan<byte> token)
    {
        if (token.Length != 10) return false;
        for (var i = 0; i < token.Length; i++)
            if (i is >= 5 and < 9 ? !ByteClass.IsDigit(token[i]) : !ByteClass.IsLetter(token[i])) return false;
        return "ABCFGHLJPTK"u8.Contains((byte)(token[3] & 0xDF));
    }
}
