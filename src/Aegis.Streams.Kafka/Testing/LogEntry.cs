using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>One offset of a log: a record, or a transaction marker, which has no content.</summary>
/// <param name="Offset">The offset.</param>
/// <param name="Timestamp">Its time: the broker's, or the producer's where the topic keeps that.</param>
/// <param name="Content">The record; <see langword="null"/> for a marker.</param>
/// <param name="Span">The transaction; <see langword="null"/> where there was none.</param>
internal sealed record LogEntry(long Offset, DateTimeOffset Timestamp, OutboundRecord? Content, TransactionSpan? Span)
{
    /// <summary>Gets a value indicating whether a read-committed reader is given the entry, once it is below the last stable offset.</summary>
    public bool IsDelivered => Content is not null && (Span is null || Span.Outcome == SpanOutcome.Committed);
}
