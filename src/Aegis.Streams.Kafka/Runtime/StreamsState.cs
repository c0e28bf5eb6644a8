namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Where an application is in its life.</summary>
/// <remarks>
/// <code>
/// Created -> Restoring &lt;-> Running -> PendingShutdown -> NotRunning
///                |              |
///                +----> Error &lt;-+
/// </code>
/// </remarks>
public enum StreamsState
{
    /// <summary>Not yet started.</summary>
    Created,

    /// <summary>Global tables or keyed state are being read, or the group has not been joined.</summary>
    Restoring,

    /// <summary>Every assigned task processes.</summary>
    Running,

    /// <summary>Stopping: what is open is committed, the group is left.</summary>
    PendingShutdown,

    /// <summary>Stopped in order.</summary>
    NotRunning,

    /// <summary>Stopped by a fault that an operator must see to.</summary>
    Error,
}
