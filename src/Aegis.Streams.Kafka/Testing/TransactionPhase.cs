namespace Aegis.Streams.Kafka.Testing;

/// <summary>Where the coordinator stands with a transactional id.</summary>
internal enum TransactionPhase
{
    /// <summary>No transaction since the producer was initialised.</summary>
    Empty,

    /// <summary>A transaction has records or offsets.</summary>
    Ongoing,

    /// <summary>The last transaction was committed; some of its markers may be on their way.</summary>
    Committed,

    /// <summary>The last transaction was aborted; some of its markers may be on their way.</summary>
    Aborted,
}
