using System.Buffers.Binary;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Remembers what keys say, since documents repeat them. Kept for one scanner.</summary>
internal sealed class KeyMeanings
{
    private const int Slots = 256;

    private readonly (UInt128 Key, KeyMeaning Meaning)[] _slots = new (UInt128 Key, KeyMeaning Meaning)[Slots];
    private CustomDetectors? _custom;

    /// <summary>Says what a key says.</summary>
    /// <param name="key">The key, in ASCII.</param>
    /// <param name="custom">The detectors that policy declares.</param>
    public KeyMeaning Of(ReadOnlySpan<byte> key, CustomDetectors? custom)
    {
        if (!ReferenceEquals(custom, _custom))
        {
            Array.Clear(_slots);
            _custom = custom;
        }

        // A key that fits is kept whole, with its length: no other key is taken for it.
        if (key.IsEmpty || key.Length >= 16) return Read(key, custom);
        var packed = Pack(key);
        var slot = (int)((((ulong)packed ^ (ulong)(packed >> 64)) * 0x9E37_79B9_7F4A_7C15) >> 56);
        ref var entry = ref _slots[slot];
        if (entry.Key != packed) entry = (packed, Read(key, custom));
        return entry.Meaning;
    }

    private static KeyMeaning Read(ReadOnlySpan<byte> key, CustomDetectors? custom) => new(KeyName.Read(key) | (custom?.SignalsOf(key) ?? Signals.None), SiblingName.Of(key));

    private static UInt128 Pack(ReadOnlySpan<byte> key)
    {
        if (key.Length < sizeof(ulong))
        {
            var low = 0UL;
            foreach (var one in key) low = (low << 8) | one;
            return new UInt128((ulong)key.Length, low);
        }

        // The last eight bytes, and the first eight without those that are among the last.
        var first = BinaryPrimitives.ReadUInt64BigEndian(key) >> (8 * (15 - key.Length)) >> 8;
        return new UInt128(((ulong)key.Length << 56) | first, BinaryPrimitives.ReadUInt64BigEndian(key[^sizeof(ulong)..]));
    }
}
