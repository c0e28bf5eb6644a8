namespace Aegis.Streams.Kafka.Owners;

/// <summary>Another instance that says it runs the task of a partition, and lives.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Endpoint">Where it says that it takes calls; to be used only if an allow-list has it.</param>
public sealed record PartitionOwner(string InstanceId, OwnerEndpoint Endpoint);
