using HdrHistogram;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>What one server showed in one mode at one rate, over all rounds.</summary>
internal sealed class TargetMeasure(string target, OpenLoop loop)
{
    private readonly LongHistogram _all = new(60_000_000, 3);
    private readonly List<long> _tails = [];

    public string Target => target;

    public long Asked { get; private set; }

    public long Errors { get; private set; }

    public double Seconds { get; private set; }

    public double PerSecond => (Asked - Errors) / Math.Max(1e-9, Seconds);

    /// <summary>Gets the least p99 of a round, in microseconds.</summary>
    public long LeastTail => _tails.Min();

    /// <summary>Gets the greatest p99 of a round, in microseconds.</summary>
    public long MostTail => _tails.Max();

    /// <summary>Finds a percentile over all rounds, in microseconds.</summary>
    public long At(double percentile) => _all.TotalCount == 0 ? 0 : _all.GetValueAtPercentile(percentile);

    /// <summary>Runs the loop without counting it.</summary>
    public void WarmUp(int rate, TimeSpan duration, CancellationToken stopping) => loop.Run(rate, duration, stopping);

    /// <summary>Runs one round.</summary>
    public void Round(int rate, TimeSpan duration, CancellationToken stopping)
    {
        var result = loop.Run(rate, duration, stopping);
        _all.Add(result.Latency);
        _tails.Add(result.Latency.TotalCount == 0 ? 0 : result.Latency.GetValueAtPercentile(99));
        (Asked, Errors, Seconds) = (Asked + result.Asked, Errors + result.Errors, Seconds + result.Seconds);
    }
}
