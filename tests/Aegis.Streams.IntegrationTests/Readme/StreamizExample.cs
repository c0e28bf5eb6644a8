using Aegis.Streams.Audit;
using Aegis.Streams.Policy;
using Aegis.Streams.Streamiz;
using Confluent.Kafka;
using Streamiz.Kafka.Net;

namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>The lines of the README that add the path to an application on Streamiz.</summary>
internal static class StreamizExample
{
    public static void AddAegis(StreamBuilder builder, PolicySnapshot policy, CommitmentKey key, ClientConfig cluster)
    {
        var options = new AegisTopologyOptions { Policy = () => policy, CommitmentKey = key, PartitionCount = TopicPartitions.Of(cluster) };
        AegisTopology.Build(builder, options);
    }
}
