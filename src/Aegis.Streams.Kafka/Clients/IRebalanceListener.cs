namespace Aegis.Streams.Kafka.Clients;

/// <summary>Hears of the partitions that a group consumer gains and loses. Called on the consumer's thread, inside Poll or Close.</summary>
public interface IRebalanceListener
{
    /// <summary>Partitions were added to the assignment. They deliver records from their committed offset, or from the start of the log.</summary>
    /// <param name="partitions">The added partitions only.</param>
    void PartitionsAssigned(IReadOnlyList<LogPartition> partitions);

    /// <summary>Partitions are about to go. This member still owns them, so it may commit.</summary>
    /// <param name="partitions">The partitions that go.</param>
    void PartitionsRevoked(IReadOnlyList<LogPartition> partitions);

    /// <summary>Partitions are gone: another member may own them already. Nothing may be committed for them.</summary>
    /// <param name="partitions">The partitions that are gone.</param>
    void PartitionsLost(IReadOnlyList<LogPartition> partitions);
}
