using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Cli.Up;

/// <summary>Starts the embedded broker with the topics of a deployment: it has no administration, so they must be there from the start.</summary>
internal static class EmbeddedTopics
{
    // Its fetches answer one batch a partition at a time, and a few MiB of memory go to each.
    private const int MaxPartitions = 4;

    /// <summary>Says what nobody may overlook.</summary>
    public const string Warning = "the embedded broker is for evaluation only: it keeps everything, the audit log too, in memory until this process ends, a few MiB a partition, and it gives no exactly-once; use --bootstrap-servers for anything else";

    /// <summary>Starts a broker.</summary>
    /// <param name="topology">The topics.</param>
    /// <param name="others">Further topics.</param>
    /// <returns>The broker.</returns>
    public static EmbeddedBroker Start(TopicTopology topology, IEnumerable<string> others)
    {
        var broker = EmbeddedBroker.Start();
        foreach (var topic in topology.Topics) broker.CreateTopic(topology.NameOf(topic), Math.Min(topology.PartitionsOf(topic), MaxPartitions));
        foreach (var topic in others.Except(topology.Topics.Select(topology.NameOf), StringComparer.Ordinal)) broker.CreateTopic(topic, 1);
        return broker;
    }
}
