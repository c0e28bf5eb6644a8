using Aegis.Streams.Cli.Dlp.Resuming;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Goes through one file.</summary>
/// <param name="run">The run.</param>
/// <param name="input">The file.</param>
/// <param name="options">How it is scanned.</param>
/// <param name="kept">Keeps its progress; <see langword="null"/>: nothing does.</param>
internal sealed class DlpPass(CommandRun run, DlpInput input, StreamScanOptions options, KeptRun? kept = null)
{
    private const double BytesOfMegabyte = 1e6;

    /// <summary>Opens a file and tells how it is to be scanned.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What the verb was told.</param>
    /// <param name="use">Goes through it.</param>
    public static DlpReport Open(CommandRun run, string path, DlpOptions options, Func<DlpInput, StreamScanOptions, DlpReport> use)
    {
        // A pipe may give nothing for long, and no token ends a read: then it is left alone.
        var opening = Task.Run(() =>
        {
            var opened = DlpInput.Open(path, run.Host);
            try
            {
                return (opened, opened.Head());
            }
            catch (CliRefusalException)
            {
                opened.Dispose();
                throw;
            }
        });
        var (input, head) = opening.WaitAsync(run.Stopping).GetAwaiter().GetResult();
        using (input) return use(input, options.Of(run, path, head));
    }

    /// <summary>Scans the file.</summary>
    /// <param name="doing">The word for what is done.</param>
    /// <param name="then">What else is done with each window, in its order, before it is counted.</param>
    /// <returns>What is said of it.</returns>
    public DlpReport Run(string doing, Action<ScannedWindow>? then = null)
    {
        var (tally, before) = (kept?.Tally ?? new FindingTally(options.Split), kept?.From?.Split.Offset ?? 0);
        var started = run.Host.Time.GetTimestamp();
        using (var progress = new ProgressLine(run.Talk, $"{doing} {input.Name}", "MB", run.Host.Time) { Before = (long)(before / BytesOfMegabyte) })
        {
            new StreamScanner(options).Scan(
                input.Stream,
                scanned =>
                {
                    TextCheck.Require(input.Name, scanned.Window, options.Split.Format);
                    then?.Invoke(scanned);
                    tally.Add(scanned);
                    kept?.Keep(scanned);
                    progress.Report((long)(input.Bytes / BytesOfMegabyte), input.Length is > 0 and { } length ? (double)input.Bytes / length : null);
                },
                run.Stopping,
                kept?.From,
                kept is null ? null : kept.Cut);
        }

        var report = new DlpReport(input.Name, options, tally) { Digest = kept?.Digest() ?? input.Digest(), Bytes = input.Bytes };
        var seconds = run.Host.Time.GetElapsedTime(started).TotalSeconds;
        if (report.Bytes - before > BytesOfMegabyte) run.Talk.Note($"{input.Name}: {(report.Bytes - before) / BytesOfMegabyte:N0} MB in {seconds:0.0} s, {(report.Bytes - before) / BytesOfMegabyte / Math.Max(seconds, 0.001):N0} MB/s");
        return report;
    }
}
