namespace Aegis.Streams.Kafka.Testing;

/// <summary>What a fault script does to a call. "Before" and "after" are seen from the broker: the call had no effect, or all of it.</summary>
internal enum ClientFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process dies, and the broker never hears of the call.</summary>
    CrashBefore,

    /// <summary>The process dies when the broker has done what it asked for.</summary>
    CrashAfter,

    /// <summary>The call times out. A request to end a transaction is under way still, and may arrive later.</summary>
    TimeoutBefore,

    /// <summary>The call times out although the broker has done it.</summary>
    TimeoutAfter,

    /// <summary>The broker refuses, and the transaction must be aborted.</summary>
    AbortRequired,

    /// <summary>The broker has just aborted the transaction for its age.</summary>
    Fenced,

    /// <summary>The client fails for good; the call had no effect.</summary>
    FatalBefore,

    /// <summary>The client fails for good; the call had its effect.</summary>
    FatalAfter,

    /// <summary>The request is sent twice; the answer to the second is good, and the first arrives later.</summary>
    LateDuplicate,

    /// <summary>The broker takes the request and answers, then goes away without having written a marker; the transport of the client fails a moment later.</summary>
    MarkersLost,

    /// <summary>The process is stopped for a while before the call, and knows nothing of it.</summary>
    Stall,

    /// <summary>A poll comes back with nothing.</summary>
    Nothing,
}
