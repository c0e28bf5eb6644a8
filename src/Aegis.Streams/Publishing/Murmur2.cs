namespace Aegis.Streams.Publishing;

/// <summary>The partitioner of Kafka's own clients: murmur2 of the key (`org.apache.kafka.common.utils.Utils.murmur2`).</summary>
public static class Murmur2
{
    private const uint Multiplier = 0x5bd1e995;
    private const int Shift = 24;

    /// <summary>Finds the partition of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="partitionCount">Partitions of the topic, 1 and up.</param>
    /// <returns>The partition, 0 to <paramref name="partitionCount"/> - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitionCount"/> is below 1.</exception>
    public static int Partition(ReadOnlySpan<byte> key, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionCount, 1);
        return (int)((Hash(key) & 0x7fffffff) % (uint)partitionCount);
    }

    /// <summary>Computes the hash.</summary>
    /// <param name="key">The bytes.</param>
    /// <returns>The hash, as Java's `int` read without its sign.</returns>
    public static uint Hash(ReadOnlySpan<byte> key)
    {
        var hash = 0x9747b28cu ^ (uint)key.Length;
        while (key.Length >= 4)
        {
            var word = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(key) * Multiplier;
            word ^= word >> Shift;
            hash = (hash * Multiplier) ^ (word * Multiplier);
            key = key[4..];
        }

        if (key.Length == 3) hash ^= (uint)key[2] << 16;
        if (key.Length >= 2) hash ^= (uint)key[1] << 8;
        if (key.Length >= 1) hash = (hash ^ key[0]) * Multiplier;

        hash = (hash ^ (hash >> 13)) * Multiplier;
        return hash ^ (hash >> 15);
    }
}
