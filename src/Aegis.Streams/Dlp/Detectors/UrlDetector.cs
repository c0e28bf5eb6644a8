using System.Buffers;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds URLs that name an authority.</summary>
internal static class UrlDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Url,
        DetectorTier.OnDemand,
        "RFC 3986 section 3: scheme, authority, path, query and fragment",
        ["see https://crm.acme.example/p/1?q=2#top.", "(http://acme.example)", "ftp://files.acme.example:21/x"],
        ["https://", "a://", "1http://acme", "and/or", "c:/windows", "http:/acme.example", "https://-"]);

    private const int LongestScheme = 16;

    private static readonly SearchValues<byte> Characters =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8, ByteClass.OtherLetter]);

    /// <summary>Tests a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="findings">Takes the findings.</param>
    public static void Test(in Field field, FindingList findings)
    {
        var text = field.Text;
        for (var from = 0; from < text.Length;)
        {
            var sign = text[from..].IndexOf("://"u8);
            if (sign < 0) return;
            sign += from;
            var start = sign;
            while (start > from && sign - start < LongestScheme && ByteClass.IsLetter(text[start - 1])) start--;
            from = sign + 3;
            if (sign - start is < 2 or >= LongestScheme || ByteClass.IsAlphanumeric(field[start - 1]) || !ByteClass.IsAlphanumeric(field[from])) continue;
            var length = text[from..].IndexOfAnyExcept(Characters);
            var end = length < 0 ? text.Length : from + length;
            while (text[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)')' or (byte)']' or (byte)'\'') end--;
            findings.Add(start, end, DlpEntity.Url, Confidence.Shape + Confidence.OwnForm);
            from = end;
        }
    }
}
