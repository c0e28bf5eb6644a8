using System.Globalization;
using System.Text.Json;
using Aegis.Streams.Cli.Bench.Labelled.Scoring;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>Shows results: the bars first, then what they are taken from; or one JSON object for each kind of data, flood and bar.</summary>
/// <param name="screen">Where.</param>
/// <param name="plan">What was measured.</param>
internal sealed class DlpBenchReport(Screen screen, DlpBenchPlan plan)
{
    private const int ShownFloods = 5;

    /// <summary>Writes tables.</summary>
    public void WriteTables(IReadOnlyList<DlpSpeed> speeds, IReadOnlyList<FloodSpeed> floods, IReadOnlyList<DlpBar> bars)
    {
        WriteBars(bars);
        screen.WriteLine("");
        var table = new TextTable("data", ">MB", ">scan MB/s", ">redact MB/s", ">expressions MB/s", ">ratio", ">least", ">most", ">bytes allocated", ">piece p50 us", ">p99 us");
        foreach (var speed in speeds)
        {
            var ratios = speed.Ratios;
            table.Add(
                Ink.Plain, speed.Kind, Text($"{speed.Bytes / 1e6:N1}"), Text($"{DlpSpeed.Median(speed.Scan):N0}"), Text($"{DlpSpeed.Median(speed.Redact):N0}"),
                Text($"{DlpSpeed.Median(speed.Baseline):N0}"), Text($"{DlpSpeed.Median(ratios):N1}"), Text($"{ratios[0]:N1}"), Text($"{ratios[^1]:N1}"), Text($"{speed.AllocatedBytes:N0}"), Text($"{speed.Pieces.P50:N1}"), Text($"{speed.Pieces.P99:N1}"));
        }

        table.WriteTo(screen);
        screen.WriteLine("");
        WriteFloods(floods);
        foreach (var speed in speeds)
        {
            screen.WriteLine("");
            screen.WriteLine(speed.Kind);
            ScoreTable.Write(speed.Score, screen);
        }
    }

    /// <summary>Writes JSON Lines.</summary>
    public void WriteJson(IReadOnlyList<DlpSpeed> speeds, IReadOnlyList<FloodSpeed> floods, IReadOnlyList<DlpBar> bars)
    {
        foreach (var speed in speeds) screen.WriteJson(json => Write(json, speed));
        foreach (var flood in floods)
        {
            screen.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("flood", flood.Family);
                json.WriteString("reader", flood.Reader);
                json.WriteNumber("mb_per_second", Math.Round(flood.MegabytesPerSecond, 1));
                json.WriteNumber("expressions_mb_per_second", Math.Round(flood.ExpressionsPerSecond, 3));
                json.WriteNumber("doubling", Math.Round(flood.Doubling, 2));
                json.WriteEndObject();
            });
        }

        foreach (var bar in bars)
        {
            screen.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("bar", bar.Measure);
                json.WriteString("unit", bar.Unit);
                json.WriteNumber(bar.IsAtMost ? "aim_at_most" : "aim_at_least", bar.Aim);
                json.WriteNumber("figure", Math.Round(bar.Figure, 3));
                if (bar.Expressions is { } expressions) json.WriteNumber("expressions", Math.Round(expressions, 3));
                json.WriteBoolean("is_met", bar.IsMet);
                if (bar.Note.Length > 0) json.WriteString("note", bar.Note);
                json.WriteEndObject();
            });
        }
    }

    private static string Figure(double figure) => figure >= 20 ? Text($"{figure:N0}") : Text($"{figure:0.##}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void WriteBars(IReadOnlyList<DlpBar> bars)
    {
        var table = new TextTable("bar", "unit", ">aim", ">figure", ">expressions", "met", "note");
        foreach (var bar in bars)
        {
            table.Add(
                bar.IsMet ? Ink.Green : Ink.Yellow, bar.Measure, bar.Unit, $"{(bar.IsAtMost ? "<=" : ">=")} {Figure(bar.Aim)}", Figure(bar.Figure), bar.Expressions is { } expressions ? Figure(expressions) : "-", bar.IsMet ? "yes" : "no", bar.Note);
        }

        table.WriteTo(screen);
    }

    /// <summary>Writes the slowest of the floods.</summary>
    private void WriteFloods(IReadOnlyList<FloodSpeed> floods)
    {
        var table = new TextTable("slowest hostile data", "read as", ">MB/s", ">expressions MB/s", ">twice as long takes");
        foreach (var flood in floods.OrderBy(flood => flood.MegabytesPerSecond).Take(ShownFloods))
            table.Add(Ink.Plain, flood.Family, flood.Reader, Figure(flood.MegabytesPerSecond), Figure(flood.ExpressionsPerSecond), Text($"{flood.Doubling:N1}"));
        table.WriteTo(screen);
    }

    private void Write(Utf8JsonWriter json, DlpSpeed speed)
    {
        json.WriteStartObject();
        json.WriteString("data", speed.Kind);
        json.WriteNumber("seed", plan.Seed);
        json.WriteNumber("bytes", speed.Bytes);
        json.WriteNumber("rounds", plan.Rounds);
        json.WriteNumber("scan_mb_per_second", Math.Round(DlpSpeed.Median(speed.Scan), 1));
        json.WriteNumber("redact_mb_per_second", Math.Round(DlpSpeed.Median(speed.Redact), 1));
        json.WriteNumber("expressions_mb_per_second", Math.Round(DlpSpeed.Median(speed.Baseline), 1));
        json.WriteNumber("ratio", Math.Round(DlpSpeed.Median(speed.Ratios), 2));
        json.WriteNumber("ratio_least", Math.Round(speed.Ratios[0], 2));
        json.WriteNumber("ratio_most", Math.Round(speed.Ratios[^1], 2));
        json.WriteNumber("allocated_bytes", speed.AllocatedBytes);
        json.WriteNumber("piece_p50_us", Math.Round(speed.Pieces.P50, 2));
        json.WriteNumber("piece_p99_us", Math.Round(speed.Pieces.P99, 2));
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
    }
}
