using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Aegis.Streams.Intents;

/// <summary>
/// Hashes names under a key that each process draws for itself. The name is a polynomial over the integers modulo 2^61 - 1, taken at the
/// secret point: two names that a sender chose without seeing hashes collide with a probability of about 2^-31, however they were chosen.
/// Nothing that is decided depends on the key.
/// </summary>
internal static class NameHash
{
    private const ulong Prime = (1UL << 61) - 1;
    private const int BlockBytes = 7;
    private const ulong BlockMask = (1UL << (8 * BlockBytes)) - 1;

    private static readonly ulong Point = (Draw() % (Prime - 2)) + 2;
    private static readonly ulong Mix = Draw() | 1;
    private static readonly ulong BucketMix = Draw() | 1;

    public static uint Of(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        var rest = name;
        while (rest.Length > BlockBytes)
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest) & BlockMask);
            rest = rest[BlockBytes..];
        }

        hash = Step(hash, Tail(rest));
        if (hash >= Prime) hash -= Prime;
        return (uint)((hash * Mix) >> 32);
    }

    /// <summary>Spreads the names of all objects of a text over buckets.</summary>
    /// <param name="hash">The name's hash.</param>
    /// <param name="container">The object's entry.</param>
    /// <param name="bits">How many bits a bucket's number has, 1 to 32.</param>
    /// <returns>The bucket's number.</returns>
    public static int Bucket(uint hash, int container, int bits) => (int)(((((ulong)hash << 32) | (uint)container) * BucketMix) >> (64 - bits));

    private static ulong Step(ulong hash, ulong block)
    {
        // The sum is below 2^62, the product below 2^123; what is left is congruent, and at most a little over the prime.
        var high = Math.BigMul(hash + block, Point, out var low);
        var folded = (low & Prime) + ((low >> 61) | (high << 3));
        return (folded & Prime) + (folded >> 61);
    }

    /// <summary>Reads up to seven bytes as one number; of names of one length, no two have the same.</summary>
    private static ulong Tail(ReadOnlySpan<byte> rest) => rest.Length switch
    {
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(rest)
            | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]) << (8 * (rest.Length - 4))),
        > 0 => rest[0] | ((ulong)rest[rest.Length / 2] << 8) | ((ulong)rest[^1] << 16),
        _ => 0,
    };

    private static ulong Draw() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
