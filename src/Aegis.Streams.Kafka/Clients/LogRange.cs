namespace Aegis.Streams.Kafka.Clients;

/// <summary>The offsets that a partition holds.</summary>
/// <param name="Start">The first offset that is still there.</param>
/// <param name="End">The read-uncommitted end: one past the last record, of open transactions too.</param>
public readonly record struct LogRange(long Start, long End);
