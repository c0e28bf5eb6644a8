using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Publishing;

/// <summary>Makes the records of a decision: the decision itself, the copy that its intent asked for, and its audit entry.</summary>
internal sealed class DecisionPublisher(PipelineOptions options)
{
    // Room for what Kafka puts around one record: lengths, attributes, time, and the head of a batch that holds nothing else.
    private const int RecordOverheadBytes = 128;

    // A topic's name is put together anew whenever it is asked for.
    private readonly string _decisionsTopic = options.Topics.Decisions;
    private readonly string _auditTopic = options.Topics.Audit;
    private readonly DecisionWriter _decisions = new(options.Framing);
    private readonly AuditEntryWriter _audit = new(options.Framing);

    /// <summary>Makes the decision's records. Whether the copy can be sent is known here, before anything is produced.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="intent">Its intent.</param>
    /// <param name="replyTopics">What is known of reply topics.</param>
    /// <param name="records">Gets the records.</param>
    /// <returns>The decision as published: it says what became of the copy.</returns>
    public Decision Publish(Decision decision, Intent intent, ReplyTopicDirectory replyTopics, List<OutboundRecord> records)
    {
        var key = Encoding.UTF8.GetBytes(intent.Key);
        var copy = MakeCopy(decision, intent, key);
        var status = copy is null ? ReplyStatus.NotRequested : replyTopics.Check(intent.Tenant, copy.Topic, SizeOf(copy));
        var published = decision.ReplyStatus == status ? decision : decision with { ReplyStatus = status };

        var value = copy?.Value is { } written && status == ReplyStatus.Sent && intent.Format == options.Wire
            ? written
            : _decisions.Write(published, options.Wire);
        records.Add(new OutboundRecord(_decisionsTopic, key, value, RecordHeaders.Of(options.Wire, intent.TraceParent, intent.TraceState, intent.CorrelationId)));
        if (status == ReplyStatus.Sent) records.Add(copy!);
        return published;
    }

    /// <summary>Finds the plain Protobuf message of a decision: mostly in the value that was written last.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="value">The value of its record on the topic of decisions.</param>
    /// <returns>The message.</returns>
    public ReadOnlyMemory<byte> MessageOf(Decision decision, byte[] value)
    {
        if (options.Wire == WireFormat.Json) return DecisionWriter.WriteMessage(decision);
        return value.AsMemory(options.Framing is null ? 0 : ProtobufFraming.PrefixLength(value));
    }

    /// <summary>Makes the record of an audit entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="traceState">The W3C trace state of the input; <see langword="null"/>: none.</param>
    /// <returns>The record.</returns>
    public OutboundRecord Publish(AuditEntry entry, string? traceState) => new(
        _auditTopic,
        Encoding.UTF8.GetBytes(entry.Tenant),
        _audit.Write(entry, options.Wire),
        RecordHeaders.Of(options.Wire, entry.TraceParent, traceState));

    private OutboundRecord? MakeCopy(Decision decision, Intent intent, byte[] key)
    {
        if (intent.ReplyTopic is not { } topic) return null;
        var value = _decisions.Write(decision with { ReplyStatus = ReplyStatus.Sent }, intent.Format);
        return new OutboundRecord(topic, key, value, RecordHeaders.Of(intent.Format, intent.TraceParent, intent.TraceState, intent.CorrelationId));
    }

    private static int SizeOf(OutboundRecord record) =>
        RecordOverheadBytes + (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0)
        + record.Headers.Sum(header => header.Name.Length + (header.Value?.Length ?? 0));
}
