using System.Buffers.Binary;
using System.Numerics;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>SipHash-2-4 (Aumasson and Bernstein, 2012): a hash that says nothing of a short text to who has not its key, at some nanoseconds a word.</summary>
/// <param name="K0">The first half of the key.</param>
/// <param name="K1">The second half.</param>
internal readonly record struct SipHash(ulong K0, ulong K1)
{
    /// <summary>Makes one of 16 bytes.</summary>
    public static SipHash Of(ReadOnlySpan<byte> key) => new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));

    /// <summary>Hashes a text.</summary>
    public ulong Hash(ReadOnlySpan<byte> text)
    {
        var (v0, v1, v2, v3) = (K0 ^ 0x736F_6D65_7073_6575, K1 ^ 0x646F_7261_6E64_6F6D, K0 ^ 0x6C79_6765_6E65_7261, K1 ^ 0x7465_6462_7974_6573);
        var last = (ulong)text.Length << 56;
        for (; text.Length >= 8; text = text[8..]) Take(BinaryPrimitives.ReadUInt64LittleEndian(text), ref v0, ref v1, ref v2, ref v3);
        for (var i = 0; i < text.Length; i++) last |= (ulong)text[i] << (8 * i);
        Take(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xFF;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Take(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
