using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>Processes one record or call of a task inside the open transaction, or sets it aside after it failed again and again.</summary>
internal sealed class RecordProcessing(
    string name, StreamsOptions options, ITaskProcessor processor, StreamTransaction transaction, CommitCycle cycle, StreamMetrics metrics, ILogger logger)
{
    /// <summary>Processes a record. What goes wrong aborts the transaction.</summary>
    /// <exception cref="StreamsHaltedException">The record can neither be processed nor set aside, or the producer is fenced again and again.</exception>
    public void Process(StreamTask task, SourceRecord record) => Process(task, record, null);

    /// <summary>Processes a call. What goes wrong aborts the transaction.</summary>
    /// <exception cref="StreamsHaltedException">The producer is fenced again and again.</exception>
    public void Process(StreamTask task, TaskCall call) => Process(task, call.Record, call);

    private void Process(StreamTask task, SourceRecord record, TaskCall? call)
    {
        cycle.Try(task, record);
        try
        {
            transaction.EnsureOpen();
            if (call is not null) call.Process(task.Context);
            else if (task.Failures(record) < options.PoisonAttempts) processor.Process(record, task.Context);
            else SetAside(task, record);
            task.Advance(record);
            transaction.Records++;
        }
        catch (Exception fault) when (fault is not StreamsHaltedException)
        {
            cycle.Fail(fault);
        }
    }

    private void SetAside(StreamTask task, SourceRecord record)
    {
        var (failures, fault) = (task.Failures(record), task.LastFault(record));
        if (failures >= 2 * options.PoisonAttempts)
            throw new StreamsHaltedException($"the record at `{record.Topic}` [{record.Partition}] offset {record.Offset} can neither be processed nor set aside; see the faults logged before, and check that the dead letter topic takes it.", fault);
        metrics.PoisonRecord();
        logger.RecordSetAside(name, record.Topic, record.Partition, record.Offset, fault);

        // At first the broker refused what the record caused; whatever it refuses later is the dead letter.
        var isFirst = failures == options.PoisonAttempts && fault is StreamClientException;
        processor.SetAside(record, isFirst ? new InvalidOperationException("The broker refused what the record caused.", fault) : fault, task.Context);
    }
}
