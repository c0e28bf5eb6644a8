using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using HdrHistogram;

namespace Aegis.Streams.Cli.Bench;

/// <summary>Shows results: tables at the end, or one JSON object a measure as soon as it is done.</summary>
internal sealed class BenchReport(Screen screen, bool isJson)
{
    private readonly List<DrainResult> _drains = [];
    private readonly List<RateResult> _rates = [];

    public void Add(DrainResult result)
    {
        if (isJson) WriteJson(result);
        else _drains.Add(result);
    }

    public void Add(RateResult result)
    {
        if (isJson) WriteJson(result);
        else _rates.Add(result);
    }

    /// <summary>Writes the tables.</summary>
    /// <param name="plan">The run.</param>
    public void Finish(BenchPlan plan)
    {
        if (isJson) return;
        screen.WriteLine(Text($"{plan.Threads} stream threads, {plan.Partitions} partitions, commit interval {plan.CommitInterval.TotalMilliseconds} ms, spacing {plan.CommitSpacing.TotalMilliseconds} ms, pause {plan.CommitPause.TotalMilliseconds} ms"));
        if (_drains.Count > 0) WriteDrains();
        if (_rates.Count > 0) WriteRates();
    }

    private void WriteDrains()
    {
        var table = new TextTable("drain", "engine", ">records", ">records/s", ">CPU us/record", ">bytes/record", ">GC pause", ">commits", ">ms/commit", ">broker us/record");
        foreach (var drain in _drains)
        {
            Add(table, "all", drain.Engine, drain.All, drain.BrokerMicrosecondsPerRecord is { } broker ? Text($"{broker:N1}") : "-");
            Add(table, "second half", drain.Engine, drain.SecondHalf, "-");
        }

        table.WriteTo(screen);
    }

    private static void Add(TextTable table, string name, string engine, HostUse use, string broker) => table.Add(
        Ink.Plain, name, engine, Text($"{use.Records:N0}"), Text($"{use.RecordsPerSecond:N0}"), Text($"{use.CpuMicrosecondsPerRecord:N1}"), Text($"{use.AllocatedBytesPerRecord:N0}"),
        Text($"{use.PauseShare:P1}"), Text($"{use.Commits:N0}"), Text($"{use.CommitMilliseconds:N2}"), broker);

    private void WriteRates()
    {
        var table = new TextTable("rate", "engine", ">answers", ">p50 ms", ">p90", ">p99", ">p99.9", ">max", ">late p99", ">CPU", ">CPU us/record", ">bytes/record", ">broker CPU");
        foreach (var rate in _rates)
        {
            var latency = rate.Latency;
            table.Add(
                Ink.Plain, Text($"{rate.Rate:N0}/s"), rate.Engine, Text($"{latency.TotalCount:N0}"), Shown(latency, 50), Shown(latency, 90), Shown(latency, 99), Shown(latency, 99.9), Shown(latency, 100),
                Shown(rate.Lateness, 99), Text($"{rate.Use.Cores:P0}"), Text($"{rate.Use.CpuMicrosecondsPerRecord:N0}"), Text($"{rate.Use.AllocatedBytesPerRecord:N0}"),
                rate.BrokerCores is { } cores ? Text($"{cores:P0}") : "-");
        }

        table.WriteTo(screen);
    }

    private void WriteJson(DrainResult result) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("measure", "drain");
        json.WriteString("engine", result.Engine);
        json.WriteNumber("intents", result.Count);
        Write(json, "all", result.All);
        Write(json, "second_half", result.SecondHalf);
        if (result.BrokerMicrosecondsPerRecord is { } broker) Write(json, "broker_cpu_us_per_record", broker);
        Write(json, result.Check);
        json.WriteEndObject();
    });

    private void WriteJson(RateResult result) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("measure", "rate");
        json.WriteString("engine", result.Engine);
        json.WriteNumber("rate", result.Rate);
        json.WriteNumber("answered", result.Latency.TotalCount);
        foreach (var (name, percentile) in new[] { ("p50_ms", 50), ("p90_ms", 90), ("p99_ms", 99), ("p999_ms", 99.9), ("max_ms", 100) })
            Write(json, name, Milliseconds(result.Latency, percentile));
        Write(json, "late_p99_ms", Milliseconds(result.Lateness, 99));
        Write(json, "use", result.Use);
        if (result.BrokerCores is { } cores) Write(json, "broker_cores", cores);
        Write(json, result.Check);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, HostUse use)
    {
        json.WriteStartObject(name);
        json.WriteNumber("records", use.Records);
        Write(json, "seconds", use.Seconds);
        Write(json, "records_per_s", use.RecordsPerSecond);
        Write(json, "cores", use.Cores);
        Write(json, "cpu_us_per_record", use.CpuMicrosecondsPerRecord);
        Write(json, "allocated_bytes_per_record", use.AllocatedBytesPerRecord);
        Write(json, "gc_pause_share", use.PauseShare);
        json.WriteNumber("commits", use.Commits);
        json.WriteNumber("aborts", use.Aborts);
        Write(json, "ms_per_commit", use.CommitMilliseconds);
        json.WriteNumber("peak_memory_bytes", use.To.PeakMemoryBytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AnswerCheck check)
    {
        json.WriteNumber("missing", check.Missing);
        json.WriteNumber("repeated", check.Repeated);
        json.WriteNumber("wrong", check.Wrong);
        json.WriteNumber("audit_missing", check.AuditMissing);
    }

    private static void Write(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 4));

    private static double Milliseconds(HistogramBase histogram, double percentile) => histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / 1000.0;

    private static string Shown(HistogramBase histogram, double percentile) => Text($"{Milliseconds(histogram, percentile):N2}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
