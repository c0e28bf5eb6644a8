namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>What became of a record that was produced outside a transaction.</summary>
/// <param name="Partition">Its partition; -1: it has none.</param>
/// <param name="Offset">Its offset; -1: it has none.</param>
/// <param name="Error">Why it was not written, in the client's words; <see langword="null"/>: every replica in sync has it.</param>
public readonly record struct RecordDelivery(int Partition, long Offset, string? Error);
