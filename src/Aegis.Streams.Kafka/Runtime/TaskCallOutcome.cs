namespace Aegis.Streams.Kafka.Runtime;

/// <summary>How a call ended.</summary>
public enum TaskCallOutcome
{
    /// <summary>Its transaction committed: what it emitted is durable and may be answered, unless every replica of a partition is lost in the same moment (ADR 0006).</summary>
    Committed,

    /// <summary>Its transaction had no effect; the same call may be made again.</summary>
    Aborted,

    /// <summary>Its transaction may have committed. The same intent id recovers the answer.</summary>
    Unknown,

    /// <summary>The thread does not own the partition, or its task is not running.</summary>
    NotOwned,

    /// <summary>Too many calls wait for the thread; nothing was begun.</summary>
    Overloaded,
}
