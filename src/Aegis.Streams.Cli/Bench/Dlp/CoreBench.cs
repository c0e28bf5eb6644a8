using System.Diagnostics;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>
/// Measures two cores beside one as `aegis dlp scan` uses them: one thread cuts windows, some scan them, one takes them in their order. On one core all of
/// them share it, so that what the second one does for a single scanning thread does not count as the first one's.
/// </summary>
internal static class CoreBench
{
    // So much that what a scan costs once, for its threads and memory, does not count.
    private const int LeastBytes = 200_000_000;

    /// <summary>Measures.</summary>
    /// <param name="file">Delimited values with their header, which are read over and over.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="stopping">Ends it.</param>
    public static CoreSpeed Measure(byte[] file, byte delimiter, ScanOptions options, int rounds, CancellationToken stopping)
    {
        var (one, two) = (new double[rounds], new double[rounds]);
        Time(1);
        Time(2);
        for (var round = 0; round < rounds; round++) (one[round], two[round]) = (OneCore.Run(() => Time(1)), Time(2));
        return new CoreSpeed(one, two);

        double Time(int threads)
        {
            var split = new SplitOptions { Format = RecordFormat.Csv, Delimiter = delimiter };
            var scanner = new StreamScanner(new StreamScanOptions(split, options) { Threads = threads });
            var repeats = (LeastBytes + file.Length - 1) / file.Length;
            var started = Stopwatch.GetTimestamp();
            scanner.Scan(new RepeatedStream(file, repeats), static _ => { }, stopping);
            return (double)repeats * file.Length / Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }
    }
}
