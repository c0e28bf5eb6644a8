namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>A value that was not found.</summary>
/// <param name="Document">Which document it is in, counted from 0 in the order of scoring.</param>
/// <param name="Truth">The value.</param>
internal readonly record struct MissedValue(long Document, TruthLabel Truth);
