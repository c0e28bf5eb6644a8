namespace Aegis.Streams.Kafka.Owners;

/// <summary>What an instance says of a partition. Contract: `OwnerClaim`.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="PartitionCount">Partitions of the intents as the instance found them.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Epoch">Tells one life of the instance from the next.</param>
/// <param name="Endpoint">Where it takes calls; <see langword="null"/>: nowhere.</param>
/// <param name="IsRunning">Whether the task takes calls.</param>
internal sealed record OwnerClaim(int Partition, int PartitionCount, string InstanceId, long Epoch, OwnerEndpoint? Endpoint, bool IsRunning);
