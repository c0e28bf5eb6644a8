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

    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> End => "-----END "u8;

    /// <summary>
    /// Tests a hyphen. A key without an end reaches to where another begins, or to the end of the field: rather too much than too little. So none is looked
    /// through for two.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The first hyphen.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, FindingList findings)
    {
        var text = field.Text[at..];
        if (!text.StartsWith(Begin) || !IsPrivate(text[Begin.Length..])) return;
        var next = NextBegin(text, Begin.Length);
        var end = EndAfter(text[..next]);
        findings.Add(at, at + (end < 0 ? next : end), DlpEntity.Secret, Confidence.Max);
    }

    /// <summary>Finds where the key ends that a text begins in; -1: not in the text.</summary>
    /// <param name="text">The text.</param>
    public static int EndAfter(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf(End);
        if (end < 0) return -1;
        var rest = text[(end + End.Length)..];
        var close = rest[..Math.Min(rest.Length, LongestLabel)].IndexOf("-----"u8);
        return close < 0 ? text.Length : end + End.Length + close + "-----"u8.Length;
    }

    /// <summary>Says whether a key goes on at a place.</summary>
    /// <param name="text">The text; more of it than the place, since what begins before it may end after it.</param>
    /// <param name="place">The place.</param>
    /// <param name="isOpen">Whether one goes on where the text begins.</param>
    public static bool IsOpenAt(ReadOnlySpan<byte> text, int place, bool isOpen)
    {
        for (var at = 0; ;)
        {
            at = isOpen ? text[at..].IndexOf(End) is >= 0 and var end ? at + end : text.Length : NextBegin(text, at);
            if (at >= place) return isOpen;
            at += isOpen ? End.Length : Begin.Length;
            isOpen = !isOpen;
        }
    }

    /// <summary>Finds the next beginning of a private key; the length of the text: there is none.</summary>
    private static int NextBegin(ReadOnlySpan<byte> text, int from)
    {
        while (text[from..].IndexOf(Begin) is >= 0 and var begin)
        {
            if (IsPrivate(text[(from + begin + Begin.Length)..])) return from + begin;
            from += begin + Begin.Length;
        }

        return text.Length;
    }

    private static bool IsPrivate(ReadOnlySpan<byte> label)
    {
        var end = label[..Math.Min(label.Length, LongestLabel)].IndexOf("-----"u8);
        return end >= 0 && label[..end].IndexOf("PRIVATE KEY"u8) >= 0;
    }
}
