namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>What was measured of one family of hostile data, read in one way.</summary>
/// <param name="Family">The family.</param>
/// <param name="Reader">How it was read.</param>
/// <param name="MegabytesPerSecond">Millions of bytes a second that were scanned, in the median of the rounds.</param>
/// <param name="Doubling">How many times as long twice as much takes: 2 where time is in proportion to length.</param>
/// <param name="ExpressionsPerSecond">The same speed of the expressions, on a short piece, since some take time in proportion to its square.</param>
internal sealed record FloodSpeed(string Family, string Reader, double MegabytesPerSecond, double Doubling, double ExpressionsPerSecond);
