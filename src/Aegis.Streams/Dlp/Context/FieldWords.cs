using System.Numerics;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Knows whether the words of a short field may name a value in it: where none does, no word near a value does.</summary>
internal static class FieldWords
{
    private const int FewestLetters = 2;

    /// <summary>Says whether one of the words names something.</summary>
    /// <param name="text">The text that the field is in.</param>
    /// <param name="start">Where the field starts.</param>
    /// <param name="letters">Which of its bytes, 64 at most, are letters.</param>
    /// <returns>Whether one may; <see langword="false"/>: none does.</returns>
    public static bool MayName(ReadOnlySpan<byte> text, int start, ulong letters)
    {
        var at = start;
        while (letters != 0)
        {
            var gap = BitOperations.TrailingZeroCount(letters);
            var length = BitOperations.TrailingZeroCount(~(letters >> gap));
            at += gap + length;
            if (length >= FewestLetters && (Lexicon.Of(PackedWord.Read(text, at, length)) & Signals.Kinds) != 0) return true;
            if (gap + length >= 64) break;
            letters >>= gap + length;
        }

        return false;
    }
}
