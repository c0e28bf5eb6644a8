namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>A sensitive value in a document.</summary>
/// <param name="Entity">One of <see cref="EntityNames"/>.</param>
/// <param name="Start">Its first byte in the raw document.</param>
/// <param name="Length">Its raw bytes, escapes included.</param>
/// <param name="Value">What it says when quotes and escapes are undone, at every level of nested JSON.</param>
/// <param name="Flags">What makes it special.</param>
/// <param name="Context">What beside it says what it is.</param>
internal readonly record struct TruthLabel(string Entity, int Start, int Length, string Value, TruthFlags Flags, ContextKind Context)
{
    public int End => Start + Length;
}
