using System.Numerics;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>A Bloom filter of terms and of their first words: it says of one word in two hundred that it may be there and is not. Built with keyed hashes, so that it says nothing without the key.</summary>
/// <param name="bits">The bits; their number is a power of two.</param>
internal readonly struct TermFilter(byte[] bits)
{
    private const int Probes = 3;
    private const int BitsOfTerm = 32; // 16 for it, and 16 for its first word.
    private const int FewestBytes = 8;

    /// <summary>Gets the bits.</summary>
    public ReadOnlySpan<byte> Bits => bits;

    /// <summary>Says how many bytes a filter of some terms has.</summary>
    public static int BytesFor(int terms) => (int)Math.Max(FewestBytes, BitOperations.RoundUpToPowerOf2((uint)terms * BitsOfTerm) / 8);

    /// <summary>Adds a hash.</summary>
    public void Add(ulong hash)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = BitOf(hash, i);
            bits[bit >> 3] |= (byte)(1 << (bit & 7));
        }
    }

    /// <summary>Says whether a hash may have been added.</summary>
    public bool MayHave(ulong hash)
    {
        for (var i = 0; i < Probes; i++)
        {
            var bit = BitOf(hash, i);
            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0) return false;
        }

        return true;
    }

    private int BitOf(ulong hash, int probe) => (int)(((uint)hash + ((uint)probe * ((uint)(hash >> 32) | 1))) & (uint)((bits.Length * 8) - 1));
}
