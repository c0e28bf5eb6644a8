namespace Aegis.Streams.Kafka.Testing;

/// <summary>Where a transactional producer stands, as its client library sees it.</summary>
internal enum ProducerPhase
{
    /// <summary>InitTransactions has not succeeded yet.</summary>
    Uninitialized,

    /// <summary>No transaction is open.</summary>
    Ready,

    /// <summary>A transaction is open.</summary>
    InTransaction,

    /// <summary>The transaction can only be aborted.</summary>
    MustAbort,

    /// <summary>A commit timed out: only a commit can follow.</summary>
    Committing,

    /// <summary>An abort timed out: only an abort can follow.</summary>
    Aborting,

    /// <summary>Nothing can follow.</summary>
    Disposed,
}
