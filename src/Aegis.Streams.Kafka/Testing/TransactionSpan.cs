namespace Aegis.Streams.Kafka.Testing;

/// <summary>The records of one transaction in one partition.</summary>
internal sealed class TransactionSpan(long firstOffset)
{
    public long FirstOffset { get; } = firstOffset;

    public SpanOutcome Outcome { get; set; }
}
