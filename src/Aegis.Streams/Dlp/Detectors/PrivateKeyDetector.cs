using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds private keys in PEM.</summary>
internal static class PrivateKeyDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Secret,
        DetectorTier.Value,
        "RFC 7468 section 10 and 11; RFC 1421",
        [$"-----BEGIN {"PRIVATE"} KEY-----\nMIIB\n-----END {"PRIVATE"} KEY-----", $"-----BEGIN RSA {"PRIVATE"} KEY-----MIIB"],
        ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----------", "-----BEGIN PUBLIC KEY-----"]);

    private const int LongestLabel = 40;

    // More than a key of RSA with 32768 bits has; where the end is not found so far, all that follows is taken for the key.
    private const int LongestKey = 32 * 1024;

    /// <summary>Tests a hyphen. A key without an end reaches to the end of the field: rather too much than too little.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The first hyphen.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, FindingList findings)
    {
        var text = field.Text[at..];
        if (!text.StartsWith("-----BEGIN "u8) || !findings.IsFreeAt(at)) return; // In a key that was found: one without an end holds all that follow.
        var label = text["-----BEGIN "u8.Length..];
        var labelEnd = label[..Math.Min(label.Length, LongestLabel)].IndexOf("-----"u8);
        if (labelEnd < 0 || label[..labelEnd].IndexOf("PRIVATE KEY"u8) < 0) return;
        var end = text[..Math.Min(text.Length, LongestKey)].IndexOf("-----END "u8);
        if (end < 0)
        {
            end = text.Length;
        }
        else
        {
            var rest = text[(end + "-----END "u8.Length)..];
            var close = rest[..Math.Min(rest.Length, LongestLabel)].IndexOf("-----"u8);
            end = close < 0 ? text.Length : end + "-----END "u8.Length + close + "-----"u8.Length;
        }

        findings.Add(at, at + end, DlpEntity.Secret, Confidence.Max);
    }
}
