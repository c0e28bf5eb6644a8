using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Context;

/// <summary>Packs a word as the lexicon knows it: its last letters, small, one after the other.</summary>
internal static class PackedWord
{
    private const ulong Small = 0x2020_2020_2020_2020;

    /// <summary>Reads a word.</summary>
    /// <param name="field">The field.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="length">How many letters it has, in the field or, of those that do not count, before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Read(in Field field, int end, int length)
    {
        return Read(field.Whole, field.Start + end, Math.Min(length, end));
    }

    /// <summary>Reads a word of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="last">Where the word ends.</param>
    /// <param name="length">How many letters it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Read(ReadOnlySpan<byte> text, int last, int length)
    {
        length = Math.Min(length, Lexicon.KeptLetters);
        if (last < 16) return ReadFirst(text[(last - length)..last]);
        var low = BinaryPrimitives.ReadUInt64BigEndian(text[(last - 8)..]) | Small;
        if (length <= 8) return low & (ulong.MaxValue >> (64 - (8 * length)));
        var high = BinaryPrimitives.ReadUInt64BigEndian(text[(last - 16)..]) | Small;
        return new UInt128(high & (ulong.MaxValue >> (128 - (8 * length))), low);
    }

    private static UInt128 ReadFirst(ReadOnlySpan<byte> word)
    {
        var packed = UInt128.Zero;
        foreach (var letter in word) packed = (packed << 8) | (byte)(letter | 0x20);
        return packed;
    }
}
