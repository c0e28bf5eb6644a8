using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Aegis.Streams.Intents;

/// <summary>
/// Hashes names under keys that each process draws for itself. Two names that a sender chose without seeing hashes collide with a
/// probability of about 2^-31, however they were chosen. Nothing that is decided depends on the keys.
/// </summary>
/// <remarks>
/// A short name is up to four words and its length, each multiplied by a key of its own (multiply-shift, which is universal); a long one
/// a polynomial over the integers modulo 2^61 - 1, taken at a secret point.
/// </remarks>
internal static class NameHash
{
    private const int MaxShort = 16;
    private const ulong Prime = (1UL << 61) - 1;
    private const int BlockBytes = 7;
    private const ulong BlockMask = (1UL << (8 * BlockBytes)) - 1;

    private static readonly ulong Key0 = Draw();
    private static readonly ulong Key1 = Draw();
    private static readonly ulong Key2 = Draw();
    private static readonly ulong Key3 = Draw();
    private static readonly ulong LengthKey = Draw();
    private static readonly ulong Point = (Draw() % (Prime - 2)) + 2;
    private static readonly ulong LongKey = Draw() | 1;
    private static readonly ulong BucketKey = Draw() | 1;

    public static uint Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxShort) return OfLong(name);
        var (head, tail) = name.Length >= sizeof(ulong)
            ? (BinaryPrimitives.ReadUInt64LittleEndian(name), BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]))
            : (Number(name), 0);
        var sum = (Key0 * (uint)head) + (Key1 * (head >> 32)) + (Key2 * (uint)tail) + (Key3 * (tail >> 32)) + (LengthKey * (uint)name.Length);
        return (uint)(sum >> 32);
    }

    /// <summary>Spreads the names of all objects of a text over buckets.</summary>
    /// <param name="hash">The name's hash.</param>
    /// <param name="container">The object's entry.</param>
    /// <param name="bits">How many bits a bucket's number has, 1 to 31.</param>
    /// <returns>The bucket's number.</returns>
    public static int Bucket(uint hash, int container, int bits) => (int)(((((ulong)hash << 32) | (uint)container) * BucketKey) >> (64 - bits));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint OfLong(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        var rest = name;
        for (; rest.Length > BlockBytes; rest = rest[BlockBytes..]) hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest) & BlockMask);
        hash = Step(hash, Number(rest));
        if (hash >= Prime) hash -= Prime;
        return (uint)((hash * LongKey) >> 32);
    }

    private static ulong Step(ulong hash, ulong block)
    {
        // The sum is below 2^62, the product below 2^123. What is left is congruent, and at most a little over the prime.
        var high = Math.BigMul(hash + block, Point, out var low);
        var folded = (low & Prime) + ((low >> 61) | (high << 3));
        return (folded & Prime) + (folded >> 61);
    }

    /// <summary>Reads up to seven bytes as one number; of texts of one length, no two have the same.</summary>
    private static ulong Number(ReadOnlySpan<byte> block) => block.Length switch
    {
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(block)
            | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(block[^4..]) << (8 * (block.Length - 4))),
        > 0 => block[0] | ((ulong)block[block.Length / 2] << 8) | ((ulong)block[^1] << 16),
        _ => 0,
    };

    private static ulong Draw() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
