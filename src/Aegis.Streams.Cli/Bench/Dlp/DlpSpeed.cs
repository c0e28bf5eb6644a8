using Aegis.Streams.Cli.Bench.Labelled.Scoring;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>What was measured on one kind of data.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Bytes">How much of it.</param>
/// <param name="Scan">Millions of bytes a second that were scanned, in each round.</param>
/// <param name="Redact">Millions of bytes a second that were scanned and written again without their values.</param>
/// <param name="Baseline">Millions of bytes a second that the expressions searched.</param>
/// <param name="AllocatedBytes">Bytes that one round of scanning allocated.</param>
/// <param name="Pieces">How long pieces took; a piece is a call or mail, or some 64 KiB of rows.</param>
/// <param name="BaselinePieces">The same of the expressions.</param>
/// <param name="Score">Precision and recall.</param>
internal sealed record DlpSpeed(string Kind, long Bytes, double[] Scan, double[] Redact, double[] Baseline, long AllocatedBytes, LatencyRounds Pieces, LatencyRounds BaselinePieces, ScoreReport Score)
{
    /// <summary>Gets how many times as fast as the expressions the scan was, in each round.</summary>
    public double[] Ratios => [.. Scan.Zip(Baseline, (scan, baseline) => scan / baseline).Order()];

    /// <summary>Gets the middle of some figures.</summary>
    public static double Median(double[] figures) => figures.Order().ElementAt(figures.Length / 2);
}
