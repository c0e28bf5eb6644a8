namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>What a tool found.</summary>
/// <param name="Entity">One of <see cref="EntityNames"/>.</param>
/// <param name="Start">Its first byte in the raw document.</param>
/// <param name="Length">Its raw bytes.</param>
internal readonly record struct ScoredFinding(string Entity, int Start, int Length)
{
    public int End => Start + Length;
}
