namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>A hard negative in a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte in the raw document.</param>
/// <param name="Length">Its raw bytes.</param>
internal readonly record struct NegativeLabel(NegativeKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
