namespace Aegis.Streams.Kafka.Topology;

/// <summary>A setting of a topic that is not as declared.</summary>
/// <param name="Setting">`partitions`, `replication` or Kafka's name of it.</param>
/// <param name="Actual">What the cluster has.</param>
/// <param name="Wanted">What is declared.</param>
/// <param name="Remedy">The command that would change it, or why there is none.</param>
public sealed record TopicDeviation(string Setting, string Actual, string Wanted, string Remedy);
