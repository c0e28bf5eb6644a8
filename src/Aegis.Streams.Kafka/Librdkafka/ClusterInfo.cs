namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>A cluster that answered.</summary>
/// <param name="ClusterId">Its id; <see langword="null"/>: it does not tell.</param>
/// <param name="Brokers">Its brokers, `host:port`, ordered.</param>
public sealed record ClusterInfo(string? ClusterId, IReadOnlyList<string> Brokers);
