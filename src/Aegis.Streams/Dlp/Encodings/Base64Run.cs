using System.Buffers;
using System.Numerics;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>Finds runs of base64, wrapped over lines or not.</summary>
internal static class Base64Run
{
    /// <summary>The fewest characters without padding: with it they are sixteen, and ten bytes.</summary>
    public const int Fewest = 14;

    /// <summary>The characters of both alphabets.</summary>
    public static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    private const int MostPadding = 2;

    /// <summary>Finds the next run that may be base64 of text, with the lines that it goes on over.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; no run reaches over it.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends, without padding.</param>
    /// <returns>Whether there is one.</returns>
    public static bool Next(ReadOnlySpan<byte> text, int from, out int start, out int end) => Next(text, from, BlockClassifier.IsWide, out start, out end);

    /// <summary>Finds the next run in a text of which there are masks.</summary>
    public static bool Next(ReadOnlySpan<byte> text, TextIndex index, int from, out int start, out int end)
    {
        for (var at = index.NextRun(from); at >= 0; at = index.NextRun(at))
        {
            if (TryAt(text, from, at, index.IsWide, out start, out end)) return true;
            at = end;
        }

        (start, end) = (text.Length, text.Length);
        return false;
    }

    /// <summary>Finds the next run, in a given way; both ways give the same.</summary>
    public static bool Next(ReadOnlySpan<byte> text, int from, bool isWide, out int start, out int end)
    {
        for (var at = from; at + Base64Filter.Characters <= text.Length; at = end)
            if (TryAt(text, from, at, isWide, out start, out end)) return true;
        (start, end) = (text.Length, text.Length);
        return false;
    }

    /// <summary>Finds a run of which one of the places from an offset on is a part.</summary>
    /// <returns>Whether there is one; no: it ends where to look next.</returns>
    private static bool TryAt(ReadOnlySpan<byte> text, int from, int at, bool isWide, out int start, out int end)
    {
        (start, end) = (at, at + Base64Filter.Step);
        var places = Base64Filter.Find(text, at, isWide);
        if (places == 0) return false;
        var place = at + BitOperations.TrailingZeroCount(places);
        start = from + text[from..place].LastIndexOfAnyExcept(Alphabet) + 1;
        end = EndOf(text, place);
        if (end - start < Fewest) return false;
        start = JoinedStart(text, from, start);
        end = JoinedEnd(text, start, end);
        return true;
    }

    /// <summary>Finds the end of the padding after a run.</summary>
    public static int PaddedEnd(ReadOnlySpan<byte> text, int end)
    {
        var most = Math.Min(text.Length, end + MostPadding);
        while (end < most && text[end] == '=') end++;
        return end;
    }

    /// <summary>Finds how much of what follows a cut belongs to a run that the cut is in.</summary>
    /// <param name="before">What is before the cut: at least a line, if it has line ends.</param>
    /// <param name="after">What is after it.</param>
    /// <returns>How many bytes, padding included; the length of all of it: the run may go on.</returns>
    public static int RestLength(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before.IsEmpty || after.IsEmpty || !Alphabet.Contains(after[0])) return 0;
        var lineEnd = before.Length;
        if (before[^1] == '\n') lineEnd -= before.EndsWith("\r\n"u8) ? 2 : 1;
        var start = before[..lineEnd].LastIndexOfAnyExcept(Alphabet) + 1;
        if (lineEnd < before.Length && !IsFullLine(lineEnd - start)) return 0;
        var end = EndOf(after, 0);
        if (lineEnd == before.Length) return PaddedEnd(after, IsFullLine(lineEnd - start + end) ? JoinedEnd(after, 0, end, isFirstFull: true) : end);
        return EndsLine(after, end) ? PaddedEnd(after, JoinedEnd(after, 0, end)) : 0;
    }

    private static int EndOf(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAnyExcept(Alphabet);
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Says whether a line of so many characters may go on in the next one.</summary>
    private static bool IsFullLine(int length) => length >= Fewest && length % 4 == 0;

    private static bool EndsLine(ReadOnlySpan<byte> text, int end)
    {
        end = PaddedEnd(text, end);
        return end >= text.Length || text[end] is (byte)'\r' or (byte)'\n';
    }

    private static int JoinedEnd(ReadOnlySpan<byte> text, int start, int end, bool isFirstFull = false)
    {
        while (isFirstFull || IsFullLine(end - start))
        {
            isFirstFull = false;
            start = end < text.Length && text[end] == '\r' ? end + 1 : end;
            if (start >= text.Length || text[start] != '\n') break;
            start++;
            var next = EndOf(text, start);
            if (next == start || !EndsLine(text, next)) break;
            end = next;
        }

        return end;
    }

    private static int JoinedStart(ReadOnlySpan<byte> text, int from, int start)
    {
        while (start > from && text[start - 1] == '\n')
        {
            var lineEnd = start > from + 1 && text[start - 2] == '\r' ? start - 2 : start - 1;
            var line = from + text[from..lineEnd].LastIndexOfAnyExcept(Alphabet) + 1;
            if (!IsFullLine(lineEnd - line)) break;
            start = line;
        }

        return start;
    }
}
