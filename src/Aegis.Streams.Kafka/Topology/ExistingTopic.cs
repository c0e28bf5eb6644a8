namespace Aegis.Streams.Kafka.Topology;

/// <summary>A topic as the cluster has it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Partitions">Its partitions.</param>
/// <param name="Replication">Copies of each partition.</param>
/// <param name="IsWritable">Whether this principal may write it; <see langword="null"/>: the cluster does not tell.</param>
/// <param name="Config">Its effective settings by name; <see langword="null"/>: the broker does not tell.</param>
public sealed record ExistingTopic(string Name, int Partitions, int Replication, bool? IsWritable, IReadOnlyDictionary<string, string>? Config);
