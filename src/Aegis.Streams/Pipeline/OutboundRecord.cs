namespace Aegis.Streams.Pipeline;

/// <summary>One record to produce in the transaction of the input that caused it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Key">The key; <see langword="null"/> for none.</param>
/// <param name="Value">The value; <see langword="null"/> for a tombstone.</param>
/// <param name="Headers">The headers, in order.</param>
/// <param name="Partition">The partition; <see langword="null"/>: murmur2 of the key decides.</param>
public sealed record OutboundRecord(
    string Topic,
    byte[]? Key,
    byte[]? Value,
    IReadOnlyList<RecordHeader> Headers,
    int? Partition = null);
