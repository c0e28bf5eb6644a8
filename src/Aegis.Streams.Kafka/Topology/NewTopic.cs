namespace Aegis.Streams.Kafka.Topology;

/// <summary>A topic to create.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Partitions">Its partitions.</param>
/// <param name="Replication">Copies of each partition.</param>
/// <param name="Config">Its settings by name.</param>
public sealed record NewTopic(string Name, int Partitions, int Replication, IReadOnlyDictionary<string, string> Config);
