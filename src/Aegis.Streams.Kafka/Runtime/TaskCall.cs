using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>A synchronous call for a task: an input that no log holds, decided in the same transaction as its neighbours.</summary>
/// <param name="Record">The call in the shape of a record, with offset <see cref="SourceRecord.CallOffset"/> and the partition that owns its key.</param>
/// <param name="Complete">
/// Called once: on the stream thread after the commit or when the call is given up, or on the thread that hands it in where it is refused at once. Must not
/// block or throw.
/// </param>
public sealed record TaskCall(SourceRecord Record, Action<TaskCallOutcome> Complete);
