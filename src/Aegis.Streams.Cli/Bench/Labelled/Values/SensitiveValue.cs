namespace Aegis.Streams.Cli.Bench.Labelled.Values;

/// <summary>A sensitive value, and what belongs around it without being sensitive.</summary>
/// <param name="Entity">One of <see cref="EntityNames"/>.</param>
/// <param name="Text">The value.</param>
/// <param name="Flags">What makes it special.</param>
/// <param name="Before">What must stand before it, such as the rest of a URL.</param>
/// <param name="After">What must stand after it, such as a port.</param>
internal readonly record struct SensitiveValue(string Entity, string Text, TruthFlags Flags = TruthFlags.None, string Before = "", string After = "");
