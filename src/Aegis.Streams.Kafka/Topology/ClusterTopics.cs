namespace Aegis.Streams.Kafka.Topology;

/// <summary>What a cluster tells about topics.</summary>
/// <param name="Brokers">How many brokers it has.</param>
/// <param name="Topics">The topics that exist, by name.</param>
public sealed record ClusterTopics(int Brokers, IReadOnlyDictionary<string, ExistingTopic> Topics);
