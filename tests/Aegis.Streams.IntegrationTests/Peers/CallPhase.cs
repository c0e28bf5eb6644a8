namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Moments in which an instance has spoken to its broker for a call, or the broker to it, and the other has not heard it yet.</summary>
public enum CallPhase
{
    /// <summary>A record of a stateless call, or the intent of a call that is asked by the log, is on its way.</summary>
    RecordSent,

    /// <summary>Its acknowledgement is on its way.</summary>
    RecordWritten,

    /// <summary>Stateful calls are decided, and their transaction has begun.</summary>
    TransactionBegun,

    /// <summary>The offsets of the transaction are on their way.</summary>
    OffsetsSent,

    /// <summary>The commit is on its way.</summary>
    CommitSent,

    /// <summary>What was committed is on its way, and no caller knows it.</summary>
    Committed,
}
