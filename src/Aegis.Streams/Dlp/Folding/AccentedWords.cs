using System.Runtime.InteropServices;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Folding;

/// <summary>
/// Knows values that are words with accents and nothing that a detector would look at once they are folded: no digit, no place but the accents, and, folded, none where a
/// literal or a run of base64 may start.
/// </summary>
internal sealed class AccentedWords
{
    private const int Longest = 512;

    private readonly byte[] _folded = new byte[Longest + BlockMasks.Size + LiteralFilter.LookAhead];

    /// <summary>Says whether a value that is not what it means is no more than such words.</summary>
    /// <param name="text">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends; after the start.</param>
    public bool AreAll(ReadOnlySpan<byte> text, TextIndex index, int start, int end)
    {
        if (end - start > Longest || !index.IsOnlySpecial(start, end)) return false;
        var length = 0;
        for (var at = start; at < end;)
        {
            var special = index.NextSpecial(at);
            if ((uint)special >= (uint)end) special = end;
            text[at..special].CopyTo(_folded.AsSpan(length));
            length += special - at;
            at = special + 2;
            if (special == end) break;
            if (at > end || CharacterFold.Latin(text[special], text[special + 1]) is not (> 0 and var letter)) return false;
            _folded[length++] = letter;
        }

        _folded.AsSpan(length, BlockMasks.Size).Clear();
        for (var at = 0; at < length; at += LiteralFilter.WordStep)
            if (LiteralFilter.MayStart(ref MemoryMarshal.GetReference(_folded.AsSpan(at)), index.IsWide)) return false;
        return true;
    }
}
