using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>What a task does with its input. Runs inside a transaction: what it emits and changes is committed with the record's offset or not at all.</summary>
public interface ITaskProcessor
{
    /// <summary>Processes one record.</summary>
    /// <param name="record">The record, or a call.</param>
    /// <param name="context">The task: its state, and where to emit. Good until this call returns.</param>
    /// <remarks>What it throws aborts the transaction; a record that does so again and again is set aside by <see cref="SetAside"/>.</remarks>
    void Process(SourceRecord record, TaskContext context);

    /// <summary>Gets what tasks say of where they run.</summary>
    /// <value>The default is <see langword="null"/>: they say nothing.</value>
    ITaskClaims? Claims => null;

    /// <summary>Emits the dead letter of a record that made its transaction fail again and again.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fault">What it failed with last. A <see cref="StreamClientException"/>: the broker refused the dead letter that was tried before.</param>
    /// <param name="context">The task.</param>
    void SetAside(SourceRecord record, Exception fault, TaskContext context);
}
