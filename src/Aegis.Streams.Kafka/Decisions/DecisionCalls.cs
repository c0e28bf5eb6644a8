using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Owners;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Kafka.Decisions;

/// <summary>
/// Decides synchronous calls by the pipeline, tables and state that decide the records: at once from the snapshots, or in the task that owns the agent, in the transaction of its neighbours.
/// Thread-safe.
/// </summary>
public sealed class DecisionCalls
{
    private readonly string _topic;
    private readonly IntentReader _reader;
    private readonly DecisionProcessor _processor;
    private readonly StreamsApplication _streams;
    private readonly TimeProvider _time;

    internal DecisionCalls(string topic, IntentReader reader, DecisionProcessor processor, StreamsApplication streams, TimeProvider time) =>
        (_topic, _reader, _processor, _streams, _time) = (topic, reader, processor, streams, time);

    /// <summary>Gets the bounds of what is read.</summary>
    public IntentLimits Limits => _reader.Limits;

    /// <summary>Gets the claims of instances; <see langword="null"/>: they are not followed.</summary>
    internal OwnerTable? Owners { get; init; }

    /// <summary>Gets the name of this instance.</summary>
    internal string InstanceId { get; init; } = "";

    /// <summary>Reads the intent of a call that came as a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="headers">What came with it: `traceparent` and `tracestate` are read where the message has none.</param>
    /// <param name="format">The encoding in which a reply copy is to be written.</param>
    /// <returns>The intent, or why there is none.</returns>
    public IntentReading Read(Contract.ToolCallIntent message, IReadOnlyList<RecordHeader> headers, WireFormat format) =>
        _reader.Read(message, Call(0) with { Headers = headers }, format);

    /// <summary>Reads the intent of a call that came as the value of a record.</summary>
    /// <param name="value">The value.</param>
    /// <param name="headers">Its headers; `content-type` says how to read it.</param>
    /// <returns>The intent, or why there is none.</returns>
    public IntentReading Read(byte[] value, IReadOnlyList<RecordHeader> headers) => _reader.Read(Call(0) with { Value = value, Headers = headers });

    /// <summary>Decides from the snapshots of this moment, without keyed state and without looking for an earlier answer to the same id.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The decision and its records, which nobody has written yet; <see langword="null"/>: the instance has not read its tables yet, or follows them no longer.</returns>
    public PipelineResult? Decide(Intent intent)
    {
        if (!_streams.FollowsTables || _streams.PartitionCount is not { } partitionCount) return null;
        var call = NewCall(PartitionOf(intent.Tenant, intent.Agent, partitionCount));
        return _processor.Decide(intent, call, partitionCount);
    }

    /// <summary>Decides in the task that owns the agent.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>
    /// How it ended, and after a commit the decision. Ends once the transaction did, which the caller need not wait for: what is committed stays, and is the answer to the same id again.
    /// </returns>
    public Task<TaskAnswer<Decision>> DecideInTaskAsync(Intent intent) =>
        PostAsync(intent.Tenant, intent.Agent, (call, context) => _processor.Decide(intent, call, context).Decision);

    /// <summary>Says whether another instance decides for an agent: every task of this one runs, and the agent's is not among them.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <returns>Whether another does, or nobody. <see langword="false"/>: this one does, or it is not settled yet.</returns>
    public bool IsElsewhere(string tenant, string agent) =>
        _streams.State == StreamsState.Running && _streams.PartitionCount is { } count && !_streams.RunningTasks.Contains(PartitionOf(tenant, agent, count));

    /// <summary>Finds another instance that says it owns an agent, and lives.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <returns>The owner; <see langword="null"/>: none is known who takes calls.</returns>
    public PartitionOwner? FindOwner(string tenant, string agent) =>
        Owners is not null && _streams.PartitionCount is { } count && Owners.Find(PartitionOf(tenant, agent, count), count, _time.GetUtcNow()) is { } owner && owner.InstanceId != InstanceId
            ? owner
            : null;

    /// <summary>Makes the record that asks whoever owns the agent.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="correlationId">What the answer is found by.</param>
    /// <returns>The record.</returns>
    public OutboundRecord ToRecord(Intent intent, string correlationId) => new(
        _topic, Encoding.UTF8.GetBytes(intent.Key), IntentWriter.Write(intent),
        RecordHeaders.Of(intent.Format, intent.TraceParent, intent.TraceState, Encoding.ASCII.GetBytes(correlationId)));

    /// <summary>Finds what was decided for an intent in the state of the task that owns the agent: a decision that was made there, and whose time to be kept is not over.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="intentId">The intent's id.</param>
    /// <returns>How it ended, and the decision; <see langword="null"/> after a commit: there is none.</returns>
    public Task<TaskAnswer<Decision>> FindAsync(string tenant, string agent, string intentId) =>
        PostAsync(tenant, agent, (call, context) => _processor.Find(tenant, agent, intentId, call, context));

    private static int PartitionOf(string tenant, string agent, int partitionCount) => Murmur2.Partition(Encoding.UTF8.GetBytes($"{tenant}/{agent}"), partitionCount);

    private Task<TaskAnswer<Decision>> PostAsync(string tenant, string agent, Func<SourceRecord, TaskContext, Decision?> process)
    {
        if (_streams.PartitionCount is not { } partitionCount) return Task.FromResult(new TaskAnswer<Decision>(TaskCallOutcome.NotOwned, null));

        // Whoever waits must not go on with its own work on the stream thread.
        var answer = new TaskCompletionSource<TaskAnswer<Decision>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = NewCall(PartitionOf(tenant, agent, partitionCount));
        Decision? decision = null;
        _streams.Post(new TaskCall(
            call,
            context => decision = process(call, context),
            outcome => answer.SetResult(new TaskAnswer<Decision>(outcome, outcome == TaskCallOutcome.Committed ? decision : null))));
        return answer.Task;
    }

    /// <summary>Makes the record of a call that is decided: two that come in one millisecond, under one intent id too, are two decisions.</summary>
    private SourceRecord NewCall(int partition) => Call(partition) with { CallId = Guid.NewGuid() };

    private SourceRecord Call(int partition) => new() { Topic = _topic, Partition = partition, Offset = SourceRecord.CallOffset, Timestamp = _time.GetUtcNow() };
}
