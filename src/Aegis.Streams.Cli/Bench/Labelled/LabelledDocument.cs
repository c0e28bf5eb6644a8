namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>A row, a line or a text, and what is in it. The documents of a source, one after the other, are its file.</summary>
/// <param name="Bytes">UTF-8, with the line end.</param>
/// <param name="Truth">The sensitive values, from left to right; none overlaps another label.</param>
/// <param name="Negatives">The hard negatives, from left to right.</param>
internal sealed record LabelledDocument(byte[] Bytes, IReadOnlyList<TruthLabel> Truth, IReadOnlyList<NegativeLabel> Negatives);
