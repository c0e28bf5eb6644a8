using Aegis.Streams.Outcome;

namespace Aegis.Streams.Cli.Bench;

/// <summary>One intent of the load.</summary>
/// <param name="Key">The key of its record.</param>
/// <param name="Value">The value of its record: JSON.</param>
/// <param name="Expected">What the stream must answer; <see langword="null"/>: a dead letter.</param>
internal readonly record struct BenchIntent(byte[] Key, byte[] Value, DecisionOutcome? Expected);
