using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Topology;

/// <summary>The topics of a deployment as they are declared in `topology/topics.yaml`. Two of the same content need not be equal.</summary>
/// <param name="Tasks">Partitions of the topics that tasks are made of: one task owns one number of all of them.</param>
/// <param name="Replication">Copies of each partition, if the cluster has so many brokers.</param>
/// <param name="Topics">The topics in the order of the file.</param>
/// <param name="Principals">Who reads and writes them.</param>
public sealed record TopicTopology(int Tasks, int Replication, ImmutableArray<TopicDeclaration> Topics, ImmutableArray<PrincipalDeclaration> Principals)
{
    /// <summary>The role of the stream itself.</summary>
    public const string StreamRole = "aegis";

    /// <summary>Gets the prefix of all names, without its dot.</summary>
    /// <value>The default is `aegis`.</value>
    public string Prefix { get; init; } = "aegis";

    /// <summary>Finds the full name of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The name with the prefix.</returns>
    public string NameOf(TopicDeclaration topic) => $"{Prefix}.{topic.Name}";

    /// <summary>Finds how many partitions a topic is to have.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The count.</returns>
    public int PartitionsOf(TopicDeclaration topic) => topic.Partitions ?? Tasks;
}
