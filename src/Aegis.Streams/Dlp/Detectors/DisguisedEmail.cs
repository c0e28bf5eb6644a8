using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Finds mail addresses whose at sign is a word: in brackets always, bare only where the dot is a word too and a well-known domain ends it.</summary>
internal static class DisguisedEmail
{
    private const int LongestDomain = 80;
    private const int LongestTopLevel = 7;

    private static ReadOnlySpan<byte> WellKnown => " com org net edu gov io co de uk fr es in it nl ch at eu us ca au info biz app dev ai example "u8;

    /// <summary>Tests a place where the word may start.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The bracket or space before the word.</param>
    /// <param name="findings">Takes the finding.</param>
    public static void Test(in Field field, int at, FindingList findings)
    {
        if (field[at] == ' ')
        {
            if (HasWord(field, at + 1, "dot"u8) && field[at + 4] == ' ') TestBare(field, at, findings);
        }
        else if (HasWord(field, at + 1, "at"u8) && field[at + 3] is (byte)')' or (byte)']' or (byte)'}')
        {
            EmailDetector.Test(field, at, at + 4, findings);
        }
    }

    private static bool HasWord(in Field field, int at, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < word.Length; i++)
            if ((field[at + i] | 0x20) != word[i]) return false;
        return true;
    }

    /// <summary>Tests a bare "dot": before it must be a bare "at", with labels between, and after it the end of the domain.</summary>
    private static void TestBare(in Field field, int dot, FindingList findings)
    {
        var at = dot - 1;
        while (at > 0 && dot - at < LongestDomain && !(field[at] == ' ' && field[at + 3] == ' ' && HasWord(field, at + 1, "at"u8))) at--;
        if (at <= 0 || dot - at >= LongestDomain) return;
        if (HasWord(field, at + 4, "the "u8)) return; // "look at the dot in the picture"
        var end = EmailDomain.End(field, at + 4);
        if (end <= dot + 5 || end - dot - 5 > LongestTopLevel) return;
        Span<byte> name = stackalloc byte[LongestTopLevel + 2];
        var label = field.Text[(dot + 5)..end];
        name[0] = (byte)' ';
        for (var i = 0; i < label.Length; i++) name[i + 1] = (byte)(label[i] | 0x20);
        name[label.Length + 1] = (byte)' ';
        if (WellKnown.IndexOf(name[..(label.Length + 2)]) >= 0) EmailDetector.Test(field, at + 1, at + 3, findings);
    }
}
