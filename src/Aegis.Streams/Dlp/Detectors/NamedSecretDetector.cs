using System.Buffers;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds secrets that a name labels: `password = ...`, `Authorization: Bearer ...`, the value of a member named `apiKey`.</summary>
internal static class NamedSecretDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Secret,
        DetectorTier.Context,
        "The generic rule of gitleaks (MIT); RFC 6750 and RFC 7617 for Authorization; RFC 3986 3.2.1 for userinfo",
        ["password=" + "vX9$kQ2mTz8pLw", "api_key: " + "q8ZtR4vLx0Pn6Wd2", "Authorization: Bearer " + "mF_9.B5f-4.1JqM", "https://ann:" + "s3cr3tPw9x@db.acme.example/x"],
        ["password reset", "the token is USD", "password=changeme123", "secret=<your-secret-here>", "Bearer of good news", "key=value"]);

    private const int FewestBytes = 10;
    private const int MostPhraseBytes = 256;
    private const int LongestWord = 64;
    private const int MostNameDigits = 3;
    private const int FewestOfPassword = 6;
    private const int LongestName = 20;
    private const int MostPortDigits = 5;

    // What no userinfo has: a slash ends it, and quotes and white space end the URL.
    private static readonly SearchValues<byte> UserInfoEnds = SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(one => (byte)one), (byte)'"', (byte)'/']);

    /// <summary>Tests a colon or an equals sign.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where it is.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, FindingList findings)
    {
        if (field[at] == ':' && field[at + 1] == '/' && field[at + 2] == '/') TestUserInfo(field, at + 3, findings);
        var end = at;
        while (field[end - 1] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)']' && at - end < 3) end--;
        for (var digits = 0; digits < MostNameDigits && ByteClass.IsDigit(field[end - 1]); digits++) end--; // `password1=`
        if (!EndsName(field[end - 1])) return;
        var start = end;
        while (end - start < LongestName && (ByteClass.IsLetter(field[start - 1]) || field[start - 1] is (byte)'_' or (byte)'-')) start--;
        if (end - start >= 3 && (KeyName.Read(field.Text[start..end]) & Signals.Secret) != 0 && findings.IsBeyondAll(at)) TestAssigned(field, at + 1, findings);
    }

    /// <summary>Tests the whole value of a field whose key or column says that it is a secret.</summary>
    /// <param name="field">The field.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void TestField(in Field field, FindingList findings)
    {
        // White space at the ends hides nothing.
        var start = field.Text.Length - field.Text.TrimStart(" \t\r\n"u8).Length;
        var text = field.Text.Trim(" \t\r\n"u8);
        if (text.StartsWith("Bearer "u8) || text.StartsWith("Basic "u8))
        {
            var scheme = text.IndexOf((byte)' ') + 1;
            start += scheme;
            text = text[scheme..];
        }

        // Words with spaces between are a phrase that opens something, if they are few; a longer text is an explanation.
        if (text.Length < FewestOfPassword || SecretText.IsPlaceholder(text) || IsRedacted(text)) return;
        if (text.IndexOfAnyInRange((byte)0, (byte)' ') >= 0 && (HasLabel(text) || IsExplanation(text, (field.Signals & Signals.Token) != 0))) return;
        if ((field.Signals & Signals.Token) != 0 && !SecretText.IsRandom(text)) return;
        findings.Add(start, start + text.Length, DlpEntity.Secret, Confidence.Shape + Confidence.Key);
    }

    /// <summary>
    /// Tests the password in the userinfo of a URL: from the first colon to the last at sign before a slash, since people escape neither. No byte is looked at
    /// for two URLs, so it may be of any length.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The offset after the two slashes.</param>
    /// <param name="findings">Takes the finding.</param>
    private static void TestUserInfo(in Field field, int start, FindingList findings)
    {
        var text = field.Text[start..];
        if (text.IndexOfAny(UserInfoEnds) is >= 0 and var end) text = text[..end];
        var (colon, at) = (text.IndexOf((byte)':'), text.LastIndexOf((byte)'@'));
        if (colon < 0 || at <= colon + 1 || text[..colon].IndexOfAny((byte)'?', (byte)'#') >= 0) return;
        var password = text[(colon + 1)..at];
        if (IsPort(text[..colon], password) || SecretText.IsPlaceholder(BeforeList(password))) return;
        findings.Add(start + colon + 1, start + at, DlpEntity.Secret, Confidence.Max);
    }

    /// <summary>Cuts off what may be other items of a list, whose words say nothing of a password.</summary>
    private static ReadOnlySpan<byte> BeforeList(ReadOnlySpan<byte> password)
    {
        var at = password.IndexOf((byte)'@');
        return at >= 0 && password[at..].IndexOfAny((byte)',', (byte)';', (byte)'|') >= 0 ? password[..at] : password;
    }

    /// <summary>Says whether what follows a colon is the port of a host that ends a URL in a list, whose next item has an at sign.</summary>
    private static bool IsPort(ReadOnlySpan<byte> host, ReadOnlySpan<byte> rest)
    {
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return host.Contains((byte)'.') && digits is > 0 and <= MostPortDigits && rest[digits] is (byte)',' or (byte)';' or (byte)'|';
    }

    /// <summary>Says whether words are an explanation, and nothing that opens something: more of them than a phrase has, none of which is as long as no word is.</summary>
    private static bool IsExplanation(ReadOnlySpan<byte> text, bool isToken)
    {
        if (!text.Contains((byte)' ')) return false; // Lines of a key.
        if (isToken) return true;
        if (SecretText.IsPhrase(text, MostPhraseBytes)) return false;
        while (text.Length > LongestWord)
        {
            var word = text.IndexOfAnyInRange((byte)0, (byte)' ');
            if (word < 0 || word > LongestWord) return false;
            text = text[(word + 1)..];
        }

        return true;
    }

    /// <summary>Says whether something in a text was redacted: then it was looked at before, and was no secret as a whole.</summary>
    private static bool HasLabel(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("***"u8) >= 0) return true; // Masked.
        for (var at = text.IndexOf((byte)'['); at >= 0 && at < text.Length; at++)
            if (text[at] == '[' && RedactionLabel.LengthAt(text[at..]) > 0) return true;
        return false;
    }

    /// <summary>Says whether a value is no more than labels of what was redacted, and the signs between.</summary>
    private static bool IsRedacted(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'[')) return false;
        var (labels, rest) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '[' && RedactionLabel.LengthAt(text[at..]) is > 0 and var label)
            {
                labels++;
                at += label - 1;
            }
            else if (ByteClass.IsAlphanumeric(text[at]))
            {
                rest++;
            }
        }

        return labels > 0 && rest < FewestOfPassword;
    }

    /// <summary>Says whether a name of a secret may end so: most names do not.</summary>
    private static bool EndsName(byte one) => (one | 0x20) is 'd' or 't' or 'n' or 'y' or 'e' or 'l' or 's' or 'a';

    private static void TestAssigned(in Field field, int start, FindingList findings)
    {
        if (!findings.Takes(DlpEntity.Secret, Confidence.Shape + Confidence.Key)) return; // Only what is kept keeps others from the same run.
        var at = start;
        while (at - start < 8 && field[at] is (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'>' or (byte)'=') at++;
        var (run, isScheme) = (findings.Secrets, false);
        var end = run.EndOf(field.Text, at);
        if (IsScheme(field.Text[at..end]) && field[end] == ' ')
        {
            (at, isScheme) = (end + 1, true);
            end = run.EndOf(field.Text, at);
        }

        if (end - at < FewestBytes || !run.HasEntropy(field.Text, at, end, isScheme ? Entropy.OfPrefixed : Entropy.OfNamed)) return;
        var value = field.Text[at..end];
        if (isScheme && value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return;

        // Its beginning decides, so that many names in one long run cost no more than the run; it goes on to its end, whatever that is.
        if (SecretText.IsPlaceholder(value)) return;
        if (value.Length == SecretRun.MostBytes) end += LengthOfSecret(field.Text[end..]);
        findings.Add(at, end, DlpEntity.Secret, Confidence.Shape + Confidence.Key);
    }

    private static bool IsScheme(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("Bearer"u8) || word.SequenceEqual("bearer"u8) || word.SequenceEqual("Basic"u8) || word.SequenceEqual("basic"u8);

    private static int LengthOfSecret(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(SecretText.Bytes);
        return text[..(length < 0 ? text.Length : length)].TrimEnd((byte)'.').Length;
    }
}
