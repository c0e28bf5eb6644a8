using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>One run of `aegis bench dlp`.</summary>
internal sealed class DlpBench(CommandRun run, long megabytes, int rounds, long seed)
{
    private readonly DlpScanner _scanner = new(new ScanOptions(EntitySet.Default, run.Host.Time.GetUtcNow().Year));
    private readonly Redactor _redactor = new(new RedactionPlan(RedactionOperator.Replace));
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var speeds = new List<DlpSpeed>();
        foreach (var kind in LabelledKinds.All)
        {
            run.Talk.Note($"{kind}: making data, then {rounds} rounds");
            speeds.Add(Measure(new DlpBenchData(kind, seed, megabytes * 1_000_000)));
        }

        if (run.IsJson) WriteJson(speeds);
        else WriteTables(speeds);
        return ExitCodes.Done;
    }

    private DlpSpeed Measure(DlpBenchData data)
    {
        var score = data.Score(_scanner);
        var (scan, redact, baseline) = (new double[rounds], new double[rounds], new double[rounds]);
        Scan(data);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        Scan(data);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        for (var round = 0; round < rounds; round++)
        {
            run.Stopping.ThrowIfCancellationRequested();
            scan[round] = Time(data, Scan);
            redact[round] = Time(data, Redact);
            baseline[round] = Time(data, Search);
        }

        return new DlpSpeed(data.Kind, data.Bytes, scan, redact, baseline, allocated, TimePieces(data), score);
    }

    private long[] TimePieces(DlpBenchData data)
    {
        data.Begin(_scanner);
        var times = new long[data.Windows.Count];
        for (var piece = 0; piece < times.Length; piece++)
        {
            var started = Stopwatch.GetTimestamp();
            data.Scan(_scanner, data.Windows[piece]);
            times[piece] = (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static double Time(DlpBenchData data, Action<DlpBenchData> work)
    {
        var started = Stopwatch.GetTimestamp();
        work(data);
        return data.Bytes / Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private void Scan(DlpBenchData data)
    {
        data.Begin(_scanner);
        foreach (var window in data.Windows) data.Scan(_scanner, window);
    }

    private void Redact(DlpBenchData data)
    {
        data.Begin(_scanner);
        foreach (var window in data.Windows)
        {
            _output.ResetWrittenCount();
            _redactor.Rewrite(window, data.Scan(_scanner, window).Findings, data.Kind == LabelledKinds.Intents, _output);
        }
    }

    private static void Search(DlpBenchData data)
    {
        foreach (var window in data.Windows) RegexBaseline.Count(window);
    }

    private void WriteTables(List<DlpSpeed> speeds)
    {
        var table = new TextTable("data", ">MB", ">scan MB/s", ">redact MB/s", ">expressions MB/s", ">ratio", ">least", ">most", ">bytes allocated", ">piece p50 us", ">p99 us");
        foreach (var speed in speeds)
        {
            var ratios = speed.Ratios;
            table.Add(
                Ink.Plain, speed.Kind, Text($"{speed.Bytes / 1e6:N1}"), Text($"{DlpSpeed.Median(speed.Scan):N0}"), Text($"{DlpSpeed.Median(speed.Redact):N0}"),
                Text($"{DlpSpeed.Median(speed.Baseline):N0}"), Text($"{DlpSpeed.Median(ratios):N1}"), Text($"{ratios[0]:N1}"), Text($"{ratios[^1]:N1}"), Text($"{speed.AllocatedBytes:N0}"), Text($"{speed.Latency(0.5):N1}"), Text($"{speed.Latency(0.99):N1}"));
        }

        table.WriteTo(run.Data);
        foreach (var speed in speeds)
        {
            run.Data.WriteLine("");
            run.Data.WriteLine(speed.Kind);
            ScoreTable.Write(speed.Score, run.Data);
        }
    }

    private void WriteJson(List<DlpSpeed> speeds)
    {
        foreach (var speed in speeds)
        {
            run.Data.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("data", speed.Kind);
                json.WriteNumber("seed", seed);
                json.WriteNumber("bytes", speed.Bytes);
                json.WriteNumber("rounds", rounds);
                json.WriteNumber("scan_mb_per_second", Math.Round(DlpSpeed.Median(speed.Scan), 1));
                json.WriteNumber("redact_mb_per_second", Math.Round(DlpSpeed.Median(speed.Redact), 1));
                json.WriteNumber("expressions_mb_per_second", Math.Round(DlpSpeed.Median(speed.Baseline), 1));
                json.WriteNumber("ratio", Math.Round(DlpSpeed.Median(speed.Ratios), 2));
                json.WriteNumber("ratio_least", Math.Round(speed.Ratios[0], 2));
                json.WriteNumber("ratio_most", Math.Round(speed.Ratios[^1], 2));
                json.WriteNumber("allocated_bytes", speed.AllocatedBytes);
                json.WriteNumber("piece_p50_us", Math.Round(speed.Latency(0.5), 2));
                json.WriteNumber("piece_p99_us", Math.Round(speed.Latency(0.99), 2));
                json.WriteStartArray("entities");
                foreach (var score in speed.Score.Entities)
                {
                    json.WriteStartObject();
                    json.WriteString("entity", score.Entity);
                    json.WriteBoolean("national", score.IsNational);
                    json.WriteNumber("values", score.Values);
                    json.WriteNumber("precision", Math.Round(score.Precision, 5));
                    json.WriteNumber("recall", Math.Round(score.Recall, 5));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
