using System.Globalization;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.Bench.Labelled.Scoring;

/// <summary>Shows scores: a line an entity, and what misled the tool most.</summary>
internal static class ScoreTable
{
    private const int ShownCauses = 3;

    public static void Write(ScoreReport report, Screen screen)
    {
        var table = new TextTable("entity", ">values", ">found", ">findings", ">right", ">partial", ">wrong entity", ">false", ">P", ">R", "misled by");
        foreach (var score in report.Entities)
        {
            table.Add(
                Ink.Plain, score.IsNational ? $"{score.Entity} (national)" : score.Entity, Text($"{score.Values:N0}"), Text($"{score.Found:N0}"), Text($"{score.Findings:N0}"),
                Text($"{score.Right:N0}"), Text($"{score.Partial:N0}"), Text($"{score.WrongEntity:N0}"), Text($"{score.False:N0}"), Text($"{score.Precision:F4}"), Text($"{score.Recall:F4}"), Causes(score));
        }

        table.WriteTo(screen);
    }

    private static string Causes(EntityScore score) => string.Join(
        ", ", score.Causes.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(ShownCauses).Select(pair => Text($"{pair.Key} {pair.Value:N0}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
