using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Remembers what keys say, since documents repeat them. Kept for one scanner.</summary>
internal sealed class KeyMeanings
{
    /// <summary>The longest key that is remembered.</summary>
    public const int Longest = Room - 1;

    private const int Slots = 1024;
    private const int Room = 32;

    private readonly (Vector128<byte> First, Vector128<byte> Second, KeyMeaning Meaning)[] _slots = new (Vector128<byte> First, Vector128<byte> Second, KeyMeaning Meaning)[Slots];
    private CustomDetectors? _custom;

    /// <summary>Says what a key says.</summary>
    /// <param name="text">The text that the key, in ASCII, is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="custom">The detectors that policy declares.</param>
    public KeyMeaning Of(ReadOnlySpan<byte> text, int start, int end, CustomDetectors? custom)
    {
        if (!ReferenceEquals(custom, _custom))
        {
            Array.Clear(_slots);
            _custom = custom;
        }

        var length = end - start;
        if (length is 0 or > Longest) return Read(text[start..end], custom);
        var (first, second) = Pack(text, start, length);
        var mixed = (first ^ second).AsUInt64();
        var slot = (int)(((mixed[0] ^ (mixed[1] * 0xC2B2_AE3D_27D4_EB4F)) * 0x9E37_79B9_7F4A_7C15) >> 54);
        ref var entry = ref _slots[slot];
        if (entry.First != first || entry.Second != second) entry = (first, second, Read(text[start..end], custom));
        return entry.Meaning;
    }

    private static KeyMeaning Read(ReadOnlySpan<byte> key, CustomDetectors? custom) => new(KeyName.Read(key) | (custom?.SignalsOf(key) ?? Signals.None), SiblingName.Of(key));

    /// <summary>Packs a key whole, with its length in the last byte: no other key is taken for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<byte> First, Vector128<byte> Second) Pack(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start + Room > text.Length) return PackLast(text.Slice(start, length));
        ref var key = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start);
        var limit = Vector128.Create((byte)length);
        var first = Vector128.LoadUnsafe(ref key) & Vector128.LessThan(Vector128<byte>.Indices, limit);
        var second = Vector128.LoadUnsafe(ref key, 16) & Vector128.LessThan(Vector128<byte>.Indices + Vector128.Create((byte)16), limit);
        return (first, second.WithElement(15, (byte)length));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Vector128<byte> First, Vector128<byte> Second) PackLast(ReadOnlySpan<byte> key)
    {
        Span<byte> room = stackalloc byte[Room];
        key.CopyTo(room);
        return Pack(room, 0, key.Length);
    }
}
