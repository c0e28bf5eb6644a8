using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Confluent.Kafka;
using Streamiz.Kafka.Net;
using Streamiz.Kafka.Net.Processors;

namespace Aegis.Streams.Streamiz;

/// <summary>Sends an output to the partition that the pipeline chose for it, else to that of murmur2 of its key, as all of Aegis does.</summary>
internal sealed class OutputPartitioner : IStreamPartitioner<byte[], OutboundRecord>
{
    public void Initialize(IStreamConfig config)
    {
    }

    public Partition Partition(string topic, byte[] key, OutboundRecord value, Partition sourcePartition, int numPartitions) =>
        value.Partition ?? (key is null ? Confluent.Kafka.Partition.Any : Murmur2.Partition(key, numPartitions));
}
