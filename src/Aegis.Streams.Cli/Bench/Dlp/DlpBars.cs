using System.Globalization;
using Aegis.Streams.Cli.Bench.Labelled;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>The bars that the scanner has to clear, each beside what was measured of it in this run.</summary>
internal static class DlpBars
{
    private const string Speed = "MB/s";
    private const string Time = "us";

    /// <summary>Puts figures beside bars.</summary>
    /// <param name="speeds">What was measured of each kind of data.</param>
    /// <param name="floods">What was measured of hostile data.</param>
    /// <param name="cores">What was measured of two cores beside one.</param>
    public static DlpBar[] Of(IReadOnlyList<DlpSpeed> speeds, IReadOnlyList<FloodSpeed> floods, CoreSpeed cores)
    {
        var (csv, clean, calls) = (Kind(LabelledKinds.Csv), Kind(LabelledKinds.CleanCsv), Kind(LabelledKinds.Intents));
        var slowest = floods.MinBy(flood => flood.MegabytesPerSecond)!;
        return
        [
            new("scan of dense CSV", Speed, 800, IsAtMost: false, Median(csv.Scan), Median(csv.Baseline)),
            new("scan of JSON", Speed, 600, IsAtMost: false, Median(calls.Scan), Median(calls.Baseline)),
            new("scan of mostly clean CSV", Speed, 1500, IsAtMost: false, Median(clean.Scan), Median(clean.Baseline)),
            new("scan and rewrite of dense CSV", Speed, 500, IsAtMost: false, Median(csv.Redact), null),
            new("one call, p50", Time, 1.5, IsAtMost: true, calls.Pieces.P50, calls.BaselinePieces.P50),
            new("one call, p99", Time, 5, IsAtMost: true, calls.Pieces.P99, calls.BaselinePieces.P99),
            new("allocated in all calls", "bytes", 0, IsAtMost: true, calls.AllocatedBytes, null),
            new("hostile input, slowest", Speed, 100, IsAtMost: false, slowest.MegabytesPerSecond, floods.Min(flood => flood.ExpressionsPerSecond), $"{slowest.Family}, {slowest.Reader}"),
            new("hostile input, twice as long", "times", 3, IsAtMost: true, floods.Max(flood => flood.Doubling), null, Name(floods.MaxBy(flood => flood.Doubling)!)),
            new("two cores beside one", "times", 1.8, IsAtMost: false, Median(cores.Ratios), null, string.Create(CultureInfo.InvariantCulture, $"{Median(cores.One):N0} and {Median(cores.Two):N0} MB/s")),
        ];

        DlpSpeed Kind(string kind) => speeds.Single(speed => speed.Kind == kind);

        static string Name(FloodSpeed flood) => $"{flood.Family}, {flood.Reader}";
    }

    private static double Median(double[] figures) => DlpSpeed.Median(figures);
}
