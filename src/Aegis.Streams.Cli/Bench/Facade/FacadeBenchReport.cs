using System.Globalization;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Bench.Facade;

/// <summary>Shows results: one table at the end, or one JSON object a server, mode and rate.</summary>
internal sealed class FacadeBenchReport(CommandRun run)
{
    private static readonly (string Name, double Percentile)[] Percentiles = [("p50_us", 50), ("p90_us", 90), ("p99_us", 99), ("p999_us", 99.9), ("max_us", 100)];

    private readonly TextTable _table = new("mode", ">rate", "server", ">asked", ">right/s", ">errors", ">p50 ms", ">p90", ">p99", ">p99.9", ">max", ">p50 ratio", ">p99 ratio", ">p99 least", ">most");

    /// <summary>Adds what servers showed side by side; the one named `echo` is the floor.</summary>
    public void Add(string mode, int rate, IReadOnlyList<TargetMeasure> measures)
    {
        var floor = measures.Single(measure => measure.Target == FacadeBench.Echo);
        foreach (var measure in measures)
        {
            if (run.IsJson) WriteJson(mode, rate, measure, floor);
            else AddRow(mode, rate, measure, floor);
        }
    }

    /// <summary>Writes the table.</summary>
    public void Finish()
    {
        if (!run.IsJson) _table.WriteTo(run.Data);
    }

    private void AddRow(string mode, int rate, TargetMeasure measure, TargetMeasure floor) => _table.Add(
        Ink.Plain, mode, Text($"{rate:N0}/s"), measure.Target, Text($"{measure.Asked:N0}"), Text($"{measure.PerSecond:N0}"), Text($"{measure.Errors:N0}"),
        Milliseconds(measure.At(50)), Milliseconds(measure.At(90)), Milliseconds(measure.At(99)), Milliseconds(measure.At(99.9)), Milliseconds(measure.At(100)),
        Text($"{Ratio(measure, floor, 50):N2}"), Text($"{Ratio(measure, floor, 99):N2}"), Milliseconds(measure.LeastTail), Milliseconds(measure.MostTail));

    private void WriteJson(string mode, int rate, TargetMeasure measure, TargetMeasure floor) => run.Data.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("mode", mode);
        json.WriteNumber("rate", rate);
        json.WriteString("server", measure.Target);
        json.WriteNumber("asked", measure.Asked);
        json.WriteNumber("right_per_s", Math.Round(measure.PerSecond, 1));
        json.WriteNumber("errors", measure.Errors);
        foreach (var (name, percentile) in Percentiles) json.WriteNumber(name, measure.At(percentile));
        json.WriteNumber("p50_ratio", Math.Round(Ratio(measure, floor, 50), 3));
        json.WriteNumber("p99_ratio", Math.Round(Ratio(measure, floor, 99), 3));
        json.WriteNumber("p99_least_us", measure.LeastTail);
        json.WriteNumber("p99_most_us", measure.MostTail);
        json.WriteEndObject();
    });

    private static double Ratio(TargetMeasure measure, TargetMeasure floor, double percentile) => (double)measure.At(percentile) / Math.Max(1, floor.At(percentile));

    private static string Milliseconds(long microseconds) => Text($"{microseconds / 1000.0:N2}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
