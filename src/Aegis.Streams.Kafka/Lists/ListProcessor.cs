using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Lists;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>Lets the pipeline of lists process the records of a task, with the policy of this moment. One serves one thread.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="policy">Finds the policy set that is active now; <see langword="null"/>: none is.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="logger">The log.</param>
internal sealed class ListProcessor(ListPipeline pipeline, Func<PolicySnapshot?> policy, TimeProvider time, ListMetrics metrics, ILogger logger) : ITaskProcessor
{
    public void Process(SourceRecord record, TaskContext context)
    {
        var result = pipeline.Process(record, Inputs(context), context.State);
        Emit(result, record, context);
        if (result.DeadLetterCodes.FirstOrDefault(code => code is ReasonCodes.ListProfileUnknown or ReasonCodes.ListProfileUnfit or ReasonCodes.NoPolicy) is { } lost)
            logger.RowsWithoutProfile(record.Topic, record.Partition, record.Offset, lost);
    }

    public void SetAside(SourceRecord record, Exception fault, TaskContext context)
    {
        var omitContent = fault is StreamClientException { Fault: StreamClientFault.RecordRejected };
        Emit(pipeline.SetAside(record, fault, Inputs(context), context.State, omitContent), record, context);
    }

    private ListInputs Inputs(TaskContext context) =>
        new() { Now = time.GetUtcNow(), Partition = context.Partition, PartitionCount = context.PartitionCount, Policy = policy() };

    private void Emit(ListResult result, SourceRecord record, TaskContext context)
    {
        foreach (var output in result.Records) context.Emit(output);
        metrics.Processed(result);
        if (result.Fault is { } fault) logger.SanitizerFailed(fault.GetType().Name, record.Topic, record.Partition, record.Offset, fault.StackTrace);
    }
}
