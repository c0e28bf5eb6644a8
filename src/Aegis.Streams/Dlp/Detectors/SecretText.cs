using System.Buffers;
using System.Text;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Tells random text from words and placeholders.</summary>
internal static class SecretText
{
    /// <summary>The bytes that may be in a secret that a name labels.</summary>
    public static readonly SearchValues<byte> Bytes = SearchValues.Create([.. Enumerable.Range(0, 256).Select(one => (byte)one).Where(IsSecretByte)]);

    private const int FewestRandom = 16;
    private const int MostWords = 8;
    private const int MostPlaceholderBytes = 512;
    private const int LongestPart = 12;
    private const int LongRun = 6;

    // What is written where there is no secret, and what follows "your" where one is to be put in.
    private static readonly string[] Nothing = "none null nil undefined not is set unset notset todo empty secret hidden".Split(' ');
    private static readonly int LongestOfNothing = Nothing.Max(word => word.Length);
    private static readonly byte[][] Yours = [.. "pass secret token key api".Split(' ').Select(Encoding.ASCII.GetBytes)];

    /// <summary>
    /// Says whether a text stands for a secret: one sign or letter over and over, a run of x, a closed form such as `${NAME}`, or a whole word such as `example`.
    /// A password may begin with the sign of a form, and have the letters of a word in it.
    /// </summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text.IndexOfAnyExcept(text[0]) < 0 && !ByteClass.IsDigit(text[0])) || IsMasked(text)) return true;
        if (text[0] == '[' && RedactionLabel.LengthAt(text) == text.Length) return true;
        if ((IsClosed(text) && !HasMixedPart(text)) || AreOfNothing(text)) return true;
        if (RunOfX(text) is >= 0 and var run) return !IsRandomWithout(text, run, LongRun);
        return PlaceholderFilter.MayBeIn(text) && (StandsFor(text, "example"u8) || StandsFor(text, "examples"u8) || StandsFor(text, "placeholder"u8) || StandsFor(text, "changeme"u8) || StandsFor(text, "your"u8) || StandsFor(text, "redacted"u8));
    }

    /// <summary>Says whether a key is one that a vendor prints: EXAMPLE may touch other letters in it.</summary>
    public static bool IsExample(ReadOnlySpan<byte> text) => text.IndexOf("EXAMPLE"u8) is >= 0 and var place && !IsRandomWithout(text, place, "EXAMPLE".Length);

    /// <summary>
    /// Says whether nothing is left of a text but stars, what stands between groups, and what a mask keeps at the ends: at most four letters and digits at each, four letters in all, and no more than there are stars.
    /// </summary>
    private static bool IsMasked(ReadOnlySpan<byte> text)
    {
        var (first, stars, last, letters, isOver) = (0, 0, 0, 0, false);
        foreach (var one in text)
        {
            var isLetter = ByteClass.IsLetter(one) && one != ByteClass.OtherLetter;
            if (one == '*' && last == 0 && (first == 0 || !isOver)) stars++;
            else if ((isLetter || ByteClass.IsDigit(one)) && !isOver && (stars == 0 ? ++first : ++last) <= MaskKeep.Most) letters += isLetter ? 1 : 0;
            else if (one is (byte)';' or (byte)',') isOver = true; // The sentence goes on: nothing is kept after it.
            else if (!" -.()+:/"u8.Contains(one)) return false;
        }

        return stars > 0 && first + last <= stars && letters <= MaskKeep.Most;
    }

    /// <summary>Says whether words are a phrase that opens something, rather than an explanation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How long one may be.</param>
    public static bool IsPhrase(ReadOnlySpan<byte> text, int longest) => text.Length <= longest && text.Count((byte)' ') < MostWords && text[^1] is not ((byte)'.' or (byte)'?');

    /// <summary>Says whether a text is more random than a name or a word is: letters and digits, or letters of both cases, or very long.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRandom(ReadOnlySpan<byte> text)
    {
        var (digits, small, capital) = (0, 0, 0);
        foreach (var one in text)
        {
            if (ByteClass.IsDigit(one)) digits++;
            else if (ByteClass.IsCapital(one)) capital++;
            else if (ByteClass.IsLetter(one) || one >= 0x80) small++;
        }

        if (text.Length >= 8 && digits > 0 && small + capital > 0) return true;
        if (text.Length >= 12 && small > 0 && capital > 1) return Entropy.IsAtLeast(text, Entropy.OfPrefixed);
        return text.Length >= 20 && Entropy.IsAtLeast(text, digits == text.Length ? 2 * 1024 : Entropy.OfPrefixed);
    }

    /// <summary>Finds the first long run of x; -1: there is none.</summary>
    private static int RunOfX(ReadOnlySpan<byte> text)
    {
        if (!PlaceholderFilter.MayHaveRunOfX(text)) return -1;

        // Each has a byte that is looked at.
        for (var at = LongRun - 1; at < text.Length; at += LongRun)
        {
            var (start, end) = (at, at);
            while (start >= 0 && (text[start] | 0x20) == 'x') start--;
            while (end < text.Length && end - start <= LongRun && (text[end] | 0x20) == 'x') end++;
            if (end - start > LongRun) return start + 1;
        }

        return -1;
    }

    private static bool IsClosed(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'<', .., (byte)'>'] or [(byte)'$', (byte)'{', .., (byte)'}'] or [(byte)'$', (byte)'(', .., (byte)')'] or [(byte)'{', (byte)'{', .., (byte)'}', (byte)'}'] => true,
        [(byte)'%', .. var name, (byte)'%'] => name.IndexOfAnyInRange((byte)'a', (byte)'z') < 0 && name.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0,
        _ => false,
    };

    /// <summary>Says whether letters and digits stand in a text that are too many for a part of a name.</summary>
    private static bool HasMixedPart(ReadOnlySpan<byte> text)
    {
        var (digits, letters) = (0, 0);
        foreach (var one in text)
        {
            if (ByteClass.IsDigit(one)) digits++;
            else if (ByteClass.IsLetter(one)) letters++;
            else (digits, letters) = (0, 0);
            if (digits > 0 && letters > 0 && digits + letters >= LongestPart) return true;
        }

        return false;
    }

    /// <summary>Says whether all words of a text say that there is no secret: `not set`.</summary>
    private static bool AreOfNothing(ReadOnlySpan<byte> text)
    {
        var words = 0;
        for (var start = 0; start < text.Length; start++)
        {
            if (!ByteClass.IsAlphanumeric(text[start])) continue;
            var end = start + 1;
            while (end < text.Length && end - start <= LongestOfNothing && ByteClass.IsAlphanumeric(text[end])) end++;
            if (!IsOfNothing(text[start..end])) return false;
            words++;
            start = end;
        }

        return words > 0;
    }

    private static bool IsOfNothing(ReadOnlySpan<byte> text)
    {
        foreach (var word in Nothing)
            if (word.Length == text.Length && word[0] == (text[0] | 0x20) && Ascii.EqualsIgnoreCase(text, word)) return true;
        return false;
    }

    /// <summary>Says whether a text holds a word of placeholders, no letter beside it, and what is left without it is not random itself.</summary>
    private static bool StandsFor(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var from = 0; PlaceOf(text[from..], word) is >= 0 and var next; from += next + 1)
        {
            var (start, end) = (from + next, from + next + word.Length);
            if ((start == 0 || !ByteClass.IsLetter(text[start - 1])) && IsWordEnd(text[end..], word)) return !IsRandomWithout(text, start, word.Length);
        }

        return false;
    }

    private static bool IsWordEnd(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> word)
    {
        if (rest.IsEmpty || !ByteClass.IsLetter(rest[0])) return true;
        if (!word.SequenceEqual("your"u8)) return false;
        foreach (var yours in Yours)
            if (PlaceOf(rest[..Math.Min(rest.Length, yours.Length)], yours) == 0) return true;
        return false;
    }

    private static bool IsRandomWithout(ReadOnlySpan<byte> text, int start, int length)
    {
        if (text.Length - length < FewestRandom || text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0) return false;
        Span<byte> rest = stackalloc byte[MostPlaceholderBytes];
        text = text[..Math.Min(text.Length, MostPlaceholderBytes)];
        if (start + length > text.Length) (start, length) = (text.Length, 0); // Beyond what is looked at.
        text[..start].CopyTo(rest);
        text[(start + length)..].CopyTo(rest[start..]);
        rest = rest[..(text.Length - length)];
        return rest.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && Entropy.IsAtLeast(rest, Entropy.OfNamed);
    }

    private static int PlaceOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at + word.Length <= text.Length; at++)
        {
            var first = text[at..(text.Length - word.Length + 1)].IndexOfAny(word[0], (byte)(word[0] & ~0x20));
            if (first < 0) return -1;
            at += first;
            var length = 1;
            while (length < word.Length && (text[at + length] | 0x20) == word[length]) length++;
            if (length == word.Length) return at;
        }

        return -1;
    }

    /// <summary>Says whether a byte may be in a secret that a name labels.</summary>
    public static bool IsSecretByte(byte one) => ByteClass.IsAlphanumeric(one) || one >= 0x80 || one is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'=' or (byte)'+' or (byte)'/' or (byte)'!' or (byte)'@' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'^' or (byte)'*' or (byte)'~';
}
