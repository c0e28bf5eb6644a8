namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Where a task is in its life.</summary>
/// <remarks>
/// <code>
/// Created ---- committed offset known ----> Restoring ---- changelog read to its end ----> Rewinding ---- input sought ----> Running
///    ^                                                                                        ^                              |
///    +------------------------ hard abort: state and position in doubt ----------------------+------- soft abort -----------+
/// </code>
/// </remarks>
internal enum TaskState
{
    /// <summary>Assigned; nothing is known yet.</summary>
    Created,

    /// <summary>The changelog is being read.</summary>
    Restoring,

    /// <summary>State and position are known; the consumer must be set to the position. Records that come before that are stale.</summary>
    Rewinding,

    /// <summary>Records are processed.</summary>
    Running,
}
