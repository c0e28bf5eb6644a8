namespace Aegis.Streams.Kafka.Testing;

/// <summary>
/// What the coordinator knows of one transactional id.
/// <code>
/// Empty ──first record or offset──► Ongoing ──end──► Committed | Aborted ──first record or offset──► Ongoing
///                                      └─timeout, or a newer producer: Aborted, with the next epoch
/// </code>
/// </summary>
internal sealed class TransactionState
{
    public required string TransactionalId { get; init; }

    public required long ProducerId { get; init; }

    public int Epoch { get; set; }

    public TransactionPhase Phase { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public Dictionary<PartitionLog, TransactionSpan> Spans { get; } = [];

    public bool HasOffsets { get; set; }

    /// <summary>Gets what was left open of ended transactions, whose markers were lost. It ends with the next one of the same producer id there.</summary>
    public Dictionary<PartitionLog, TransactionSpan> Hanging { get; } = [];

    /// <summary>Gets the markers that are decided but not written yet, with the moment when they will be.</summary>
    public List<(DateTimeOffset DueAt, Action Write)> DueMarkers { get; } = [];
}
