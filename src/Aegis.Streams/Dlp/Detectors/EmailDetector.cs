using System.Numerics;
using System.Text;
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
    private const int MaxLabel = 63;
    private const int LongestAsset = 5;

    // Letters, digits and what RFC 5322 calls atext, with the dot.
    private static readonly bool[] Local = Table("!#$%&'*+-/=?^_`{|}~.");

    // What files are called after a dot, packed: `icon@2x.png` is no address.
    private static readonly ulong[] AssetNames =
        [.. "png jpg jpeg gif svg webp ico bmp avif css js ts map json html htm pdf mp4 webm woff woff2 ttf scss less tsx jsx".Split(' ').Select(name => Pack(Encoding.ASCII.GetBytes(name)))];

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
        var end = DomainEnd(field, domain);
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
            if (!Local[sign]) return sign is (byte)']' or (byte)')' or (byte)'}' ? -1 : start;
            if (sign is not ((byte)'.' or (byte)'-' or (byte)'_' or (byte)'+')) return -1;
            tokens <<= length + 1;
            seen++;
        }
    }

    /// <summary>Finds the end of a domain: labels with dots between, the last of which is a name.</summary>
    /// <returns>The offset after it; -1: there is none.</returns>
    public static int DomainEnd(in Field field, int start)
    {
        var text = field.Text;
        var (at, end, labels, last, beforeLast, lastEnd) = (start, -1, 0, start, start, -1);
        while (true)
        {
            var label = at;
            at = LabelEnd(field, label);
            var labelEnd = at;
            while (labelEnd > label && text[labelEnd - 1] == '-') labelEnd--;
            if (labelEnd == label || labelEnd - label > MaxLabel || text[label] == '-') break;
            labels++;
            (beforeLast, last, lastEnd, end) = (last, label, end, labelEnd);
            if (labelEnd < at) break;
            var next = DotEnd(text, at);
            if (next < 0) break;
            at = next;
        }

        if (labels < 2) return -1;
        if (!IsTopLevel(field, last, end))
        {
            // A telephone glued to the address, or the ending of a file that is named after it.
            if (TopLevelDomain.LengthAt(text[last..end]) is > 0 and var known) return last + known;
            return labels > 2 && IsAsset(text[last..end]) && !IsScale(text[start..end]) && TopLevelDomain.IsWellKnown(text[beforeLast..lastEnd]) ? lastEnd : -1;
        }

        // Two dots end no domain; they are no domain.
        return end + 1 < text.Length && text[end] == '.' && text[end + 1] == '.' && end + 2 < text.Length && ByteClass.IsLetter(text[end + 2]) ? -1 : end;
    }

    /// <summary>Finds the end of letters, digits and hyphens: not more than one too many for a label.</summary>
    private static int LabelEnd(in Field field, int start)
    {
        var limit = Math.Min(field.Text.Length, start + MaxLabel + 1);
        var at = start;
        while (at < limit)
        {
            at += BitOperations.TrailingZeroCount(~(field.LettersFrom(at) | field.DigitsFrom(at)));
            if (at >= limit || field.Text[at] != '-') break;
            at++;
        }

        return Math.Min(at, limit);
    }

    /// <summary>Finds what follows a dot, or a word for it in brackets.</summary>
    private static int DotEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '.') return at + 1;
        var word = at;
        while (word < text.Length && text[word] == ' ') word++;
        if (word >= text.Length - 4) return -1;
        var isBracket = text[word] is (byte)'(' or (byte)'[' or (byte)'{';
        if (isBracket && text[word + 1] == '.' && text[word + 2] is (byte)')' or (byte)']' or (byte)'}')
        {
            word += 3;
            while (word < text.Length && text[word] == ' ') word++;
            return word;
        }

        if (isBracket) word++;
        else if (word == at) return -1;
        if (word + 3 > text.Length || (text[word] | 0x20) != 'd' || (text[word + 1] | 0x20) != 'o' || (text[word + 2] | 0x20) != 't') return -1;
        word += 3;
        if (isBracket && (word >= text.Length || text[word] is not ((byte)')' or (byte)']' or (byte)'}'))) return -1;
        if (isBracket) word++;
        else if (word >= text.Length || text[word] != ' ') return -1;
        while (word < text.Length && text[word] == ' ') word++;
        return word;
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

    private static bool IsTopLevel(in Field field, int start, int end)
    {
        if (end - start < 2) return false;
        var label = field.Text[start..end];
        if (label.StartsWith("xn--"u8)) return label.Length > 4;
        return BitOperations.TrailingZeroCount(~field.LettersFrom(start)) >= label.Length && !IsAsset(label);
    }

    private static bool IsAsset(ReadOnlySpan<byte> label) => label.Length <= LongestAsset && AssetNames.AsSpan().Contains(Pack(label));

    /// <summary>Says whether a domain begins as the scale of a picture does: `2x.`.</summary>
    private static bool IsScale(ReadOnlySpan<byte> domain) => domain.Length > 2 && ByteClass.IsDigit(domain[0]) && (domain[1] | 0x20) == 'x' && domain[2] == '.';

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

    private static ulong Pack(ReadOnlySpan<byte> name)
    {
        var packed = 0UL;
        foreach (var letter in name) packed = (packed << 8) | (byte)(letter | 0x20);
        return packed;
    }

    private static bool[] Table(string signs)
    {
        var table = new bool[256];
        for (var one = 0; one < 256; one++) table[one] = ByteClass.IsAlphanumeric((byte)one) || signs.Contains((char)one, StringComparison.Ordinal);
        return table;
    }
}
