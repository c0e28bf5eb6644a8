namespace Aegis.Streams.Kafka.Runtime;

/// <summary>How far a task has come with one of its inputs.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="CommittedOffset">The offset to read next, as of the last commit; <see langword="null"/>: not known yet.</param>
/// <param name="Lag">How many records and markers are behind it; <see langword="null"/>: not known yet.</param>
public sealed record InputReading(string Topic, long? CommittedOffset, long? Lag);
