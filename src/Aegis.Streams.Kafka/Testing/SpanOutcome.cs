namespace Aegis.Streams.Kafka.Testing;

/// <summary>What became of a transaction in one partition.</summary>
internal enum SpanOutcome
{
    /// <summary>Its marker is not in the log yet.</summary>
    Open,

    /// <summary>A commit marker ended it.</summary>
    Committed,

    /// <summary>An abort marker ended it.</summary>
    Aborted,
}
