namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The rows of an index under one key.</summary>
/// <param name="Start">The first.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct RowRange(int Start, int Count);
