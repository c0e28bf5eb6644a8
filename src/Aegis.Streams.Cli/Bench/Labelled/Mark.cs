namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>A label in a text that is still being written: characters, not bytes.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Entity">The entity; <see langword="null"/>: a hard negative.</param>
/// <param name="Kind">The kind of the negative.</param>
/// <param name="Value">The value before anything was escaped.</param>
/// <param name="Flags">What makes it special.</param>
/// <param name="Context">What beside it says what it is.</param>
internal readonly record struct Mark(int Start, int Length, string? Entity, NegativeKind Kind, string Value, TruthFlags Flags, ContextKind Context)
{
    public int End => Start + Length;
}
