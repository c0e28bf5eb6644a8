using System.Diagnostics;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>How long each piece of some data takes, on the wall: half of them and the slowest of a hundred, in each round.</summary>
/// <param name="rounds">How many rounds there are.</param>
internal sealed class LatencyRounds(int rounds)
{
    private readonly double[] _halves = new double[rounds];
    private readonly double[] _tails = new double[rounds];

    /// <summary>Gets how long half of the pieces take at most, in microseconds: the median of the rounds.</summary>
    public double P50 => DlpSpeed.Median(_halves);

    /// <summary>Gets how long all but a hundredth of the pieces take at most, in microseconds: the median of the rounds.</summary>
    public double P99 => DlpSpeed.Median(_tails);

    /// <summary>Measures a round.</summary>
    /// <param name="round">Which.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="work">What is done with each.</param>
    public void Measure(int round, List<byte[]> pieces, Action<byte[]> work)
    {
        var ticks = new long[pieces.Count];
        for (var piece = 0; piece < ticks.Length; piece++)
        {
            var started = Stopwatch.GetTimestamp();
            work(pieces[piece]);
            ticks[piece] = Stopwatch.GetTimestamp() - started;
        }

        Take(round, ticks);
    }

    /// <summary>Takes a round that was measured.</summary>
    /// <param name="round">Which.</param>
    /// <param name="ticks">How long each piece took, in ticks of <see cref="Stopwatch"/>; they are sorted here.</param>
    public void Take(int round, long[] ticks)
    {
        Array.Sort(ticks);
        (_halves[round], _tails[round]) = (At(0.5), At(0.99));

        double At(double part) => ticks[Math.Min(ticks.Length - 1, (int)(part * ticks.Length))] * 1_000_000.0 / Stopwatch.Frequency;
    }
}
