namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>A value that looks sensitive and is not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The value.</param>
/// <param name="Before">What must stand before it, such as the rest of a URL.</param>
/// <param name="After">What must stand after it.</param>
internal readonly record struct HardNegative(NegativeKind Kind, string Text, string Before = "", string After = "");
