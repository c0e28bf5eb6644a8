using Aegis.Streams.Outcome;

namespace Aegis.Streams.Pipeline;

/// <summary>What the pipeline made of one record. The records belong into the transaction of the input's offset and of the state's changes.</summary>
public sealed record PipelineResult
{
    /// <summary>Gets what became of the record.</summary>
    public required PipelineDisposition Disposition { get; init; }

    /// <summary>Gets the decision; <see langword="null"/>: there is none, the record was forwarded or is a dead letter.</summary>
    public Decision? Decision { get; init; }

    /// <summary>Gets a value indicating whether policy declares what was decided a read; never by the intent's own word.</summary>
    public bool IsRead { get; init; }

    /// <summary>Gets why the record is a dead letter, one of <see cref="ReasonCodes"/>; <see langword="null"/>: it is none.</summary>
    public string? DeadLetterCode { get; init; }

    /// <summary>Gets the records to produce.</summary>
    public required IReadOnlyList<OutboundRecord> Records { get; init; }

    /// <summary>Gets the fault of a stage, to be logged and counted: the record was denied for it; <see langword="null"/>: there was none.</summary>
    public Exception? Fault { get; init; }
}
