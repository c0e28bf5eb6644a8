using Aegis.Streams.Audit;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Aegis.Streams.Streamiz;
using Streamiz.Kafka.Net;

namespace Aegis.Streams.Cli.Topics;

/// <summary>What Streamiz says of the topology that it runs.</summary>
internal static class StreamizDescription
{
    /// <summary>Describes it.</summary>
    /// <param name="prefix">The prefix of the topics.</param>
    /// <returns>Several lines.</returns>
    public static string Of(string prefix)
    {
        var builder = new StreamBuilder();
        AegisTopology.Build(builder, new AegisTopologyOptions
        {
            Policy = () => PolicySnapshot.Empty,
            CommitmentKey = new CommitmentKey(new byte[CommitmentKey.Length]),
            PartitionCount = _ => 1,
            Pipeline = new PipelineOptions { Topics = new TopicNames(prefix) },
        });
        return builder.Build().Describe().ToString()!;
    }
}
