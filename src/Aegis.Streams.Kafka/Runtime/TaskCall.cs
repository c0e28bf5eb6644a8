using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>A synchronous call for a task: an input that no log holds, processed in the same transaction as its neighbours.</summary>
/// <param name="Record">The call in the shape of a record, with offset <see cref="SourceRecord.CallOffset"/> and the partition that owns its key.</param>
/// <param name="Process">What the task does for it, on the stream thread; what it throws aborts the transaction. Not called if the call cannot be taken.</param>
/// <param name="Complete">
/// Called once: on the stream thread after the commit or when the call is given up, or on the thread that hands it in where it is refused at once. Must not
/// block or throw.
/// </param>
public sealed record TaskCall(SourceRecord Record, Action<TaskContext> Process, Action<TaskCallOutcome> Complete);
