using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Tables;

/// <summary>
/// Sees to it that a load does not overflow the embedded broker, which drops the oldest records of a partition at 5 MiB without a word: rows would
/// vanish from the table. Counts before compression, so what it lets pass fits.
/// </summary>
internal sealed class EmbeddedRoom
{
    private const long MaxPartitionBytes = 4 << 20;

    // A row with its key, header and framing; what is there already can only be counted, not weighed.
    private const int UsualRecordBytes = 256;
    private const int RecordOverhead = 64;

    private readonly string _topic;
    private readonly long[] _bytes;

    public EmbeddedRoom(string topic, IReadOnlyDictionary<LogPartition, LogRange> ranges)
    {
        _topic = topic;
        _bytes = new long[ranges.Count];
        foreach (var (partition, range) in ranges) _bytes[partition.Partition] = (range.End - range.Start) * UsualRecordBytes;
    }

    /// <summary>Takes room for a record.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="valueBytes">The size of its value.</param>
    /// <exception cref="CliRefusalException">There is none left.</exception>
    public void Take(byte[] key, int valueBytes)
    {
        var partition = Murmur2.Partition(key, _bytes.Length);
        if ((_bytes[partition] += key.Length + valueBytes + RecordOverhead) > MaxPartitionBytes)
        {
            throw CliRefusalException.Fault(
                $"{_topic} [{partition}] would outgrow the embedded broker, which keeps 5 MiB a partition and drops the oldest beyond that; restart the embedded instance to empty it, load less, or use a Kafka cluster");
        }
    }
}
