namespace Aegis.Streams.Pipeline;

/// <summary>What became of an input record.</summary>
public enum PipelineDisposition
{
    /// <summary>It was decided.</summary>
    Decided,

    /// <summary>It repeats a request that was decided, and got that decision again.</summary>
    Replayed,

    /// <summary>It goes to the partition that owns it.</summary>
    Forwarded,

    /// <summary>It could not be read, and goes to the dead letter topic.</summary>
    DeadLettered,
}
