namespace Aegis.Streams.Kafka.Tables;

/// <summary>How far one partition of a global table has been read.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="NextOffset">The first offset that has not been read.</param>
/// <param name="EndOffset">The end that the partition had when it was last looked for, which is every 10 seconds.</param>
public sealed record TablePartitionReading(int Partition, long NextOffset, long EndOffset);
