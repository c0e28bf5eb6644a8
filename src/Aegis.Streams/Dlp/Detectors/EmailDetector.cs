using System.Numerics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds mail addresses.</summary>
internal static class EmailDetector
{
    /// <summary>What is said of it.</summary>
    public static readonly Detector About = new(
        DlpEntity.Email,
        DetectorTier.Value,
        "RFC 5321 4.1.2 and 4.5.3.1; RFC 5322 3.4.1; RFC 1035; RFC 5890; RFC 6531",
        ["ann@acme.example", "mail ann.o'neil+x@sub.acme-corp.example.", "<bob@acme.example>", "mailto:bob@acme.example?x=1", "ann @ acme.example", "ann(at)acme.example", "ann [at] acme [dot] com", "ann at acme dot com"],
        ["logo@2x.png", "lodash@4.17.2", "@handle", "a@b", "ann@-acme.example", "ann..o@acme.example", "ann@acme..example", "meet at noon dot", "user@localhost", "git@github.example:acme/quotes.git"]);

    private const int MaxLocal = 64;
    private const int MaxDomain = 253;
    private const int MaxAddress = 254;

    // Letters, digits and what RFC 5322 calls atext, with the dot.
    private static readonly bool[] Local = Table("!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Tests an at sign.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">Where the sign, or what stands for it, starts.</param>
    /// <param name="after">The offset after it.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, int after, FindingList findings)
    {
        if ((field[at - 1], field[after]) is ((byte)'(', (byte)')') or ((byte)'[', (byte)']') or ((byte)'{', (byte)'}')) (at, after) = (at - 1, after + 1); // A sign in brackets.
        var text = field.Text;
        if (at > 0 && text[at - 1] == '@') return; // Nothing stands before it; a flood of signs costs no more than that.
        var localEnd = at;
        while (localEnd > 0 && text[localEnd - 1] == ' ' && at - localEnd < 2) localEnd--;
        var start = StartOfPlain(field, localEnd);
        if (start < 0)
        {
            start = localEnd;
            while (start > 0 && localEnd - start <= MaxLocal && Local[text[start - 1]]) start--;
            start = TrimStart(text, start, localEnd);
            start = WithDotsInBrackets(text, start);
            if (start == localEnd || localEnd - start > MaxLocal || text[localEnd - 1] == '.' || text[start..localEnd].IndexOf(".."u8) >= 0) return;
        }

        var domain = after;
        while (domain < text.Length && text[domain] == ' ' && domain - after < 2) domain++;
        var end = EmailDomain.End(field, domain);
        if (end < 0 || end - domain > MaxDomain || localEnd - start + 1 + end - domain > MaxAddress) return;

        // Spaces around the sign are a disguise where both sides have them; on one side, only before a well-known domain or where the key says it.
        if ((localEnd < at) != (domain > after) && (field.Signals & Signals.Email) == 0 && (!TopLevelDomain.IsWellKnown(text[(text[..end].LastIndexOf((byte)'.') + 1)..end]) || text[start..localEnd].IndexOfAnyInRange((byte)'A', (byte)'z') < 0)) return;
        if (IsRepository(field, start, localEnd, end)) return;
        findings.Add(start, end, DlpEntity.Email, Math.Min(Confidence.Max, Confidence.Shape + Confidence.OwnForm + ((field.Signals & Signals.Email) != 0 ? Confidence.Key : 0)));
    }

    /// <summary>Finds where a local part starts that is letters and digits with single dots, hyphens, low lines and plus signs between, as nearly all are.</summary>
    /// <returns>Its first letter or digit; -1: it is not so plain, or too long to be seen.</returns>
    private static int StartOfPlain(in Field field, int end)
    {
        var tokens = field.LettersBefore(end) | field.DigitsBefore(end); // Bit 63 stands for the byte before the end.
        var (start, seen) = (end, 0);
        while (true)
        {
            var length = BitOperations.LeadingZeroCount(~tokens);
            if (length == 0) return -1;
            seen += length;
            start = end - seen;
            if (start <= 0) return start == 0 ? 0 : -1;
            if (seen >= MaxLocal - 1) return -1;
            var sign = field.Text[start - 1];
            if (!Local[sign]) return sign is (byte)']' or (byte)')' ? -1 : start; // A dot in brackets may stand there: `jane[.]doe`.
            if (sign is not ((byte)'.' or (byte)'-' or (byte)'_' or (byte)'+')) return -1;
            tokens <<= length + 1;
            seen++;
        }
    }

    /// <summary>Says whether an address is where a repository lies, `git@host:path`, as git writes it beside URLs.</summary>
    private static bool IsRepository(in Field field, int start, int localEnd, int end) =>
        field[end] == ':' && (ByteClass.IsLetter(field[end + 1]) || field[end + 1] is (byte)'/' or (byte)'~') && field.Text[start..localEnd].SequenceEqual("git"u8);

    private static int TrimStart(ReadOnlySpan<byte> text, int start, int end)
    {
        start = SkipPunctuation(text, start, end);
        var local = text[start..end];
        var cut = local.LastIndexOfAny((byte)'=', (byte)'/', (byte)'|');
        if (cut < 0) cut = local.StartsWith("mailto:"u8) ? "mailto:"u8.Length - 1 : -1;
        return SkipPunctuation(text, start + cut + 1, end);
    }

    /// <summary>Skips quotes and punctuation of the sentence around an address: they are allowed in it, and never meant.</summary>
    private static int SkipPunctuation(ReadOnlySpan<byte> text, int start, int end)
    {
        while (start < end && !ByteClass.IsAlphanumeric(text[start]) && text[start] is not ((byte)'_' or (byte)'+')) start++;
        return start;
    }

    /// <summary>Takes what stands before a dot in brackets to the local part: `jane[.]doe`.</summary>
    private static int WithDotsInBrackets(ReadOnlySpan<byte> text, int start)
    {
        while (start > 3 && text[start - 1] is (byte)']' or (byte)')' or (byte)'}' && text[start - 2] == '.' && text[start - 3] is (byte)'[' or (byte)'(' or (byte)'{' && ByteClass.IsAlphanumeric(text[start - 4]))
        {
            start -= 3;
            while (start > 0 && (ByteClass.IsAlphanumeric(text[start - 1]) || text[start - 1] is (byte)'_' or (byte)'-' or (byte)'+' or (byte)'.')) start--;
        }

        return start;
    }

    private static bool[] Table(string signs)
    {
        var table = new bool[256];
        for (var one = 0; one < 256; one++) table[one] = ByteClass.IsAlphanumeric((byte)one) || signs.Contains((char)one, StringComparison.Ordinal);
        return table;
    }
}
