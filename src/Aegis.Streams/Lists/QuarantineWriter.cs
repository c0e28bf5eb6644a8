using System.Globalization;
using Aegis.Streams.Audit;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Lists;

/// <summary>Sets aside what cannot go out: the dead letter with the bytes as they came, and its audit entry.</summary>
internal sealed class QuarantineWriter(PipelineOptions options, CommitmentKey key)
{
    private readonly AuditTrail _audit = new(key);
    private readonly DecisionPublisher _publisher = new(options);
    private readonly DeadLetterWriter _letters = new(options.Topics);

    /// <summary>Sets a record aside.</summary>
    /// <param name="record">The record.</param>
    /// <param name="fault">Why.</param>
    /// <param name="now">The time.</param>
    /// <param name="omitContent">Whether the dead letter leaves out what the input holds.</param>
    public ListResult OfRecord(SourceRecord record, ListFault fault, DateTimeOffset now, bool omitContent = false) =>
        new(Write(record, record, AuditEntry.NoTenant, fault, now, DecisionId.Create(record, "", "", ""), line: null, omitContent)) { DeadLetterCodes = [fault.Code] };

    /// <summary>Sets rows of a chunk aside.</summary>
    /// <param name="record">The record of the chunk.</param>
    /// <param name="tenant">The tenant of the list.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="now">The time.</param>
    public IReadOnlyList<OutboundRecord> OfRows(SourceRecord record, string tenant, QuarantinedRows rows, DateTimeOffset now)
    {
        var id = DecisionId.Create(record, tenant, rows.Fault.Code, rows.FirstLine.ToString(CultureInfo.InvariantCulture));
        return Write(record, record with { Value = rows.Content, Headers = [] }, tenant, rows.Fault, now, id, rows.FirstLine, omitContent: false);
    }

    private OutboundRecord[] Write(SourceRecord record, SourceRecord content, string tenant, ListFault fault, DateTimeOffset now, string id, long? line, bool omitContent)
    {
        var entry = _audit.RecordDeadLetter(content, id, new Reason(fault.Code), now) with { Tenant = tenant, TraceParent = null };
        var letter = new DeadLetter(StageNames.Lists, fault.Code, fault.Message, id, omitContent) { SourceLine = line };
        return [_letters.Write(content with { Topic = record.Topic }, letter), _publisher.Publish(entry, traceState: null)];
    }
}
