namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>What was measured of two cores beside one, on the same data.</summary>
/// <param name="One">Millions of bytes a second on one core, in each round.</param>
/// <param name="Two">Millions of bytes a second on two, in each round.</param>
internal sealed record CoreSpeed(double[] One, double[] Two)
{
    /// <summary>Gets how many times as fast two cores were as one, in each round, in their order.</summary>
    public double[] Ratios => [.. Two.Zip(One, (two, one) => two / one).Order()];
}
