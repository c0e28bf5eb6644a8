namespace Aegis.Streams.Pipeline;

/// <summary>Names of the headers that Aegis reads and writes (`docs/formats/records.md`).</summary>
public static class RecordHeaderNames
{
    /// <summary>Media type of the value (RFC 9110 section 8.3), one of <see cref="ContentTypes"/>.</summary>
    public const string ContentType = "content-type";

    /// <summary>W3C trace context.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>W3C vendor trace state.</summary>
    public const string TraceState = "tracestate";

    /// <summary>Marks an intent that a task forwarded to the partition that owns it; the value is `topic/partition/offset` of the first copy.</summary>
    public const string ForwardedFrom = "aegis.forwarded_from";

    /// <summary>Tells the answer to one publication from answers to others with the same id: at most 64 bytes of the caller's, found again on the decision and its reply copy.</summary>
    public const string CorrelationId = "aegis.correlation_id";

    /// <summary>Prefix of the headers of a dead letter; the rest is a field of `DeadLetterHeaders`.</summary>
    public const string DeadLetterPrefix = "aegis.dlq.";
}
