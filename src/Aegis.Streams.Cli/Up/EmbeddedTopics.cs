using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Cli.Up;

/// <summary>Starts the embedded broker with the topics of a deployment: it has no administration, so they must all be there from the start.</summary>
internal static class EmbeddedTopics
{
    // Its memory is a few MiB a partition, and each fetch answers one batch a partition.
    private const int Partitions = 4;

    /// <summary>Starts a broker.</summary>
    /// <param name="topics">The topics.</param>
    /// <param name="others">Further topics.</param>
    /// <returns>The broker.</returns>
    public static EmbeddedBroker Start(TopicNames topics, IEnumerable<string> others)
    {
        var broker = EmbeddedBroker.Start();
        string[] own = [topics.Intents, topics.Commands, topics.State, topics.Decisions, topics.Audit, topics.DeadLetters, topics.Catalog, topics.Agents, topics.Controls];
        foreach (var topic in own.Concat(others).Distinct(StringComparer.Ordinal)) broker.CreateTopic(topic, Partitions);
        return broker;
    }
}
