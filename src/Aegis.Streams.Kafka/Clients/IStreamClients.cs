namespace Aegis.Streams.Kafka.Clients;

/// <summary>
/// Makes the clients of the stream runtime: the seam between it and a cluster. Implemented over Confluent.Kafka for real brokers
/// and by the deterministic cluster for simulation.
/// </summary>
/// <exception cref="StreamClientException">Any call may throw it; <see cref="StreamClientException.Fault"/> says what can be done.</exception>
public interface IStreamClients
{
    /// <summary>Gets a value indicating whether the cluster keeps aborted records from its readers. The in-process broker shows them to everybody.</summary>
    bool EnforcesIsolation { get; }

    /// <summary>Makes a consumer in the group of the application.</summary>
    /// <param name="memberId">Stable name of the member in its deployment: instance and thread.</param>
    /// <returns>The consumer, not yet subscribed.</returns>
    IGroupConsumer CreateConsumer(string memberId);

    /// <summary>Makes a transactional producer, which must first be initialised.</summary>
    /// <param name="transactionalId">Its transactional id, stable over restarts.</param>
    /// <returns>The producer.</returns>
    ITransactionalProducer CreateProducer(string transactionalId);

    /// <summary>Makes a reader of whole partitions.</summary>
    /// <param name="name">Name for the broker's logs and metrics.</param>
    /// <returns>The reader, without an assignment.</returns>
    ILogReader CreateReader(string name);

    /// <summary>Finds how many partitions a topic has.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>The count; <see langword="null"/> if there is no such topic.</returns>
    int? PartitionCount(string topic, TimeSpan timeout);

    /// <summary>Finds the offsets that partitions hold.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>Start and read-uncommitted end of each.</returns>
    IReadOnlyDictionary<LogPartition, LogRange> Ranges(IReadOnlyCollection<LogPartition> partitions, TimeSpan timeout);

    /// <summary>Finds where to begin to read what was written since some time, by the times of records.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="since">The time.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <returns>For each partition the first offset of a record that is not older, or the end; where the cluster cannot tell, the start.</returns>
    IReadOnlyDictionary<LogPartition, long> OffsetsSince(IReadOnlyCollection<LogPartition> partitions, DateTimeOffset since, TimeSpan timeout);
}
