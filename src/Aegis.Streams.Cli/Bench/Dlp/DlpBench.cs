using System.Buffers;
using System.Diagnostics;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>One run of `aegis bench dlp`.</summary>
internal sealed class DlpBench
{
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    private readonly CommandRun _run;
    private readonly DlpBenchPlan _plan;
    private readonly DlpScanner _scanner;
    private readonly Redactor _redactor = new(new RedactionPlan(RedactionOperator.Replace));
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);

    public DlpBench(CommandRun run, DlpBenchPlan plan)
    {
        (_run, _plan) = (run, plan);
        _scanner = new DlpScanner(new ScanOptions(EntitySet.Default, run.Host.Time.GetUtcNow().Year));
    }

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var report = new DlpBenchReport(_run.Data, _plan);
        var (speeds, cores) = (new List<DlpSpeed>(), (CoreSpeed?)null);
        foreach (var kind in LabelledKinds.All)
        {
            _run.Talk.Note($"{kind}: making data, then {_plan.Rounds} rounds");
            var data = new DlpBenchData(kind, _plan.Seed, _plan.Megabytes * 1_000_000);
            speeds.Add(Measure(data));
            if (kind == LabelledKinds.Csv) cores = CoreBench.Measure(data.File, data.Delimiter, _scanner.Options, _plan.Rounds, _run.Stopping);
        }

        _run.Talk.Note($"hostile data: {_plan.Rounds} rounds");
        var floods = new FloodBench(_scanner, _plan.Rounds).Measure(_run.Stopping);
        var bars = DlpBars.Of(speeds, floods, cores!);
        if (_run.IsJson) report.WriteJson(speeds, floods, bars);
        else report.WriteTables(speeds, floods, bars);
        return ExitCodes.Done;
    }

    private DlpSpeed Measure(DlpBenchData data)
    {
        var score = data.Score(_scanner);
        var (scan, redact, baseline) = (new double[_plan.Rounds], new double[_plan.Rounds], new double[_plan.Rounds]);
        var (times, baselineTimes) = (new LatencyRounds(_plan.Rounds), new LatencyRounds(_plan.Rounds));
        WarmUp(data);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        ScanWindows(data);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        for (var round = 0; round < _plan.Rounds; round++)
        {
            _run.Stopping.ThrowIfCancellationRequested();
            scan[round] = Time(data, Scan);
            redact[round] = Time(data, Redact);
            baseline[round] = Time(data, Search);
            data.Begin(_scanner);
            times.Measure(round, data.Windows, piece => data.Scan(_scanner, piece));
            baselineTimes.Measure(round, data.Windows, static piece => RegexBaseline.Count(piece));
        }

        return new DlpSpeed(data.Kind, data.Bytes, scan, redact, baseline, allocated, times, baselineTimes, score);
    }

    /// <summary>Scans until the runtime has compiled what is measured for good, as far as time tells.</summary>
    private void WarmUp(DlpBenchData data)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            Redact(data);
            Search(data);
        }
        while (Stopwatch.GetElapsedTime(started) < WarmUpTime);

        Scan(data);
    }

    private static double Time(DlpBenchData data, Action<DlpBenchData> work) => data.Bytes / ThreadClock.Time(() => work(data));

    private void Scan(DlpBenchData data)
    {
        data.Begin(_scanner);
        ScanWindows(data);
    }

    private void ScanWindows(DlpBenchData data)
    {
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
}
