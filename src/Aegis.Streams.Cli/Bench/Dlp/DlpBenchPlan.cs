namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>What `aegis bench dlp` measures.</summary>
/// <param name="Megabytes">How much data of each kind.</param>
/// <param name="Rounds">How often each is measured.</param>
/// <param name="Seed">Which data.</param>
internal sealed record DlpBenchPlan(long Megabytes, int Rounds, long Seed);
