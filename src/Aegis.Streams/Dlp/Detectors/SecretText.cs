using System.Buffers;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Detectors;

/// <summary>Tells random text from words and placeholders.</summary>
internal static class SecretText
{
    /// <summary>The entropy of what follows a vendor's prefix, in 1/1024 bits a byte: 3.0.</summary>
    public const int PrefixedEntropy = 3 * 1024;

    /// <summary>The entropy of what a name such as `token` labels, in 1/1024 bits a byte: 3.5.</summary>
    public const int NamedEntropy = 3584;

    /// <summary>The bytes that may be in a secret that a name labels.</summary>
    public static readonly SearchValues<byte> Bytes = SearchValues.Create([.. Enumerable.Range(0, 256).Select(one => (byte)one).Where(IsSecretByte)]);

    private const int MostBytes = 256;
    private const int FewestRandom = 16;
    private const int MostWords = 8;
    private const int MostPlaceholderBytes = 512;

    // log2 of 1 to 256, in 1/1024.
    private static readonly int[] Logarithms = [.. Enumerable.Range(0, MostBytes + 1).Select(number => number == 0 ? 0 : (int)Math.Round(Math.Log2(number) * 1024))];

    /// <summary>Says whether a text has at least so much entropy (Shannon, over its bytes).</summary>
    /// <param name="text">The text; of a longer one the first 256 bytes count.</param>
    /// <param name="least">The least, in 1/1024 bits a byte.</param>
    public static bool HasEntropy(ReadOnlySpan<byte> text, int least)
    {
        if (text.Length > MostBytes) text = text[..MostBytes];
        if (text.IsEmpty) return false;
        Span<byte> counts = stackalloc byte[256];
        foreach (var one in text)
            if (counts[one] < byte.MaxValue) counts[one]++;
        var sum = 0;
        foreach (var one in text)
        {
            sum += counts[one] * Logarithms[counts[one]];
            counts[one] = 0; // Each byte counts once.
        }

        return (text.Length * Logarithms[text.Length]) - sum >= least * text.Length;
    }

    /// <summary>Says whether a text stands for a secret: a run of one letter, EXAMPLE, `&lt;...&gt;`, `${...}`, `{{...}}`.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is (byte)'<' or (byte)'$' or (byte)'{' or (byte)'%' or (byte)'*') return true;
        if (text[0] == '[' && RedactionLabel.LengthAt(text) == text.Length) return true;
        var run = 1;
        for (var i = 1; i < text.Length; i++)
        {
            run = text[i] == text[i - 1] ? run + 1 : 1;
            if (run >= 6) return !IsRandomWithout(text, i - run + 1, run);
        }

        if (text.Length <= 9 && (Contains(text, "none"u8) || Contains(text, "null"u8) || Contains(text, "set"u8) || Contains(text, "todo"u8) || Contains(text, "empty"u8) || Contains(text, "secret"u8) || Contains(text, "hidden"u8))) return true;
        return StandsFor(text, "example"u8) || StandsFor(text, "placeholder"u8) || StandsFor(text, "changeme"u8) || StandsFor(text, "your"u8) || StandsFor(text, "redacted"u8);
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
        if (text.Length >= 12 && small > 0 && capital > 1) return HasEntropy(text, PrefixedEntropy);
        return text.Length >= 20 && HasEntropy(text, digits == text.Length ? 2 * 1024 : PrefixedEntropy);
    }

    /// <summary>Says whether a text holds a word of placeholders, and what is left without it is not random itself.</summary>
    private static bool StandsFor(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        var place = PlaceOf(text, word);
        return place >= 0 && !IsRandomWithout(text, place, word.Length);
    }

    private static bool IsRandomWithout(ReadOnlySpan<byte> text, int start, int length)
    {
        if (text.Length - length < FewestRandom) return false;
        Span<byte> rest = stackalloc byte[MostPlaceholderBytes];
        text = text[..Math.Min(text.Length, MostPlaceholderBytes)];
        if (start + length > text.Length) return false;
        text[..start].CopyTo(rest);
        text[(start + length)..].CopyTo(rest[start..]);
        rest = rest[..(text.Length - length)];
        return rest.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 && HasEntropy(rest, NamedEntropy);
    }

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => PlaceOf(text, word) >= 0;

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
