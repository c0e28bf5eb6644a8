namespace Aegis.Streams.Dlp.Context;

/// <summary>Remembers what keys say, since documents repeat them. Kept for one scanner.</summary>
internal sealed class KeySignals
{
    private const int Slots = 256;

    private readonly (UInt128 Key, Signals Signals)[] _slots = new (UInt128 Key, Signals Signals)[Slots];

    /// <summary>Says what a key says.</summary>
    /// <param name="key">The key, folded to ASCII.</param>
    public Signals Of(ReadOnlySpan<byte> key)
    {
        // A key that fits is kept whole, with its length: no other key is taken for it.
        if (key.IsEmpty || key.Length >= 16) return KeyName.Read(key);
        var packed = (UInt128)(uint)key.Length;
        foreach (var one in key) packed = (packed << 8) | one;
        var slot = (int)((((ulong)packed ^ (ulong)(packed >> 64)) * 0x9E37_79B9_7F4A_7C15) >> 56);
        ref var entry = ref _slots[slot];
        if (entry.Key != packed) entry = (packed, KeyName.Read(key));
        return entry.Signals;
    }
}
