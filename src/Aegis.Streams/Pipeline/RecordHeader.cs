namespace Aegis.Streams.Pipeline;

/// <summary>One header of a record. Names may repeat; the last one counts, as in Kafka's own clients.</summary>
/// <param name="Name">The header's name, compared byte for byte.</param>
/// <param name="Value">The header's bytes; <see langword="null"/> where the producer wrote a null header.</param>
public readonly record struct RecordHeader(string Name, byte[]? Value);
