using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Tells where a sentence ends.</summary>
internal static class SentenceEnd
{
    /// <summary>Says whether a sentence ends at a byte: a stop after a long word and before white space, or an empty line.</summary>
    /// <param name="field">The field.</param>
    /// <param name="at">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAt(in Field field, int at)
    {
        var one = field.Text[at];
        return one is (byte)'.' or (byte)'!' or (byte)'?' or (byte)';' or (byte)'\n' && IsEnd(field.Text, at);
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, int at)
    {
        var isBeforeSpace = at + 1 >= text.Length || text[at + 1] is (byte)' ' or (byte)'\n' or (byte)'\r';
        return text[at] switch
        {
            (byte)'.' => isBeforeSpace && !IsAbbreviated(text, at),
            (byte)'\n' => at + 1 < text.Length && text[at + 1] is (byte)'\n' or (byte)'\r',
            _ => isBeforeSpace,
        };
    }

    /// <summary>Says whether the word before a stop is a short form such as "tel." or "ext.": three letters or fewer.</summary>
    private static bool IsAbbreviated(ReadOnlySpan<byte> text, int stop)
    {
        var letters = 0;
        while (letters < 4 && stop - letters > 0 && ByteClass.IsLetter(text[stop - letters - 1])) letters++;
        return letters is > 0 and < 4;
    }
}
