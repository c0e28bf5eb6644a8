using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>Lets the pipeline decide the records and calls of a task, and calls that need none, with the snapshots of this moment. Thread-safe.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="policy">Finds the policy set that is active now; <see langword="null"/>: none is.</param>
/// <param name="tables">The global tables.</param>
/// <param name="replyTopics">Finds what is known of reply topics now.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="logger">The log.</param>
/// <param name="claims">Claims tasks; <see langword="null"/>: none is claimed.</param>
internal sealed class DecisionProcessor(
    DecisionPipeline pipeline, Func<PolicySnapshot?> policy, DecisionTables tables, Func<ReplyTopicDirectory> replyTopics,
    TimeProvider time, DecisionMetrics metrics, ILogger logger, ITaskClaims? claims = null) : ITaskProcessor
{
    public ITaskClaims? Claims => claims;

    public void Process(SourceRecord record, TaskContext context)
    {
        var started = time.GetTimestamp();
        var result = pipeline.Process(record, Inputs(record, context.Partition, context.PartitionCount), context.State);
        foreach (var output in result.Records) context.Emit(output);
        Report(result, record, started);
    }

    /// <summary>Decides a call in the state of the task that owns its key.</summary>
    public PipelineResult Decide(Intent intent, SourceRecord call, TaskContext context)
    {
        var started = time.GetTimestamp();
        var result = pipeline.Decide(intent, call, Inputs(call, context.Partition, context.PartitionCount), context.State);
        foreach (var output in result.Records) context.Emit(output);
        Report(result, call, started);
        return result;
    }

    /// <summary>Decides a call without any state. Its records are the caller's to write.</summary>
    public PipelineResult Decide(Intent intent, SourceRecord call, int partitionCount)
    {
        var started = time.GetTimestamp();
        var result = pipeline.Decide(intent, call, Inputs(call, call.Partition, partitionCount), state: null);
        Report(result, call, started);
        return result;
    }

    /// <summary>Finds what was decided for an intent. A reply that cannot be read is none: it must not abort what the neighbours did.</summary>
    public Decision? Find(string tenant, string agent, string intentId, SourceRecord call, TaskContext context)
    {
        try
        {
            return IdempotentReplies.Find(context.State, tenant, agent, intentId, call.Timestamp)?.Decision;
        }
        catch (Exception fault) when (fault is InvalidDataException or Google.Protobuf.InvalidProtocolBufferException)
        {
            logger.StageFailed(fault.GetType().Name, call.Topic, call.Partition, call.Offset, fault.StackTrace);
            return null;
        }
    }

    public void SetAside(SourceRecord record, Exception fault, TaskContext context)
    {
        // What the broker refused may be the dead letter itself, where its topic takes less than that of the intents.
        var omitContent = fault is StreamClientException { Fault: StreamClientFault.RecordRejected };
        foreach (var output in pipeline.SetAside(record, fault, DecisionTime(record), omitContent).Records) context.Emit(output);
    }

    private void Report(PipelineResult result, SourceRecord record, long started)
    {
        metrics.Processed(result, time.GetElapsedTime(started));
        if (result.Fault is { } fault) logger.StageFailed(fault.GetType().Name, record.Topic, record.Partition, record.Offset, fault.StackTrace);
    }

    private DecisionInputs Inputs(SourceRecord record, int partition, int partitionCount) => new()
    {
        DecisionTime = DecisionTime(record),
        Partition = partition,
        PartitionCount = partitionCount,
        Policy = policy(),
        Catalog = tables.Catalog,
        Agents = tables.Agents,
        ReplyTopics = replyTopics(),
    };

    /// <summary>The later of the log's time and the host's: a host whose clock is behind must not decide before the intent was there.</summary>
    private DateTimeOffset DecisionTime(SourceRecord record)
    {
        var now = time.GetUtcNow();
        return record.IsLogAppendTime && record.Timestamp > now ? record.Timestamp : now;
    }
}
