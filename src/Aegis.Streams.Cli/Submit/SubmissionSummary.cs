using System.Globalization;
using Aegis.Streams.Cli.Decisions;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Cli.Submit;

/// <summary>Shows a tally: by outcome, by reason, and how long answers took.</summary>
internal static class SubmissionSummary
{
    /// <summary>Says a tally in one line.</summary>
    public static string Line(SubmissionTally tally)
    {
        var outcomes = string.Join(", ", tally.Outcomes.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));
        return string.Create(CultureInfo.InvariantCulture, $"{tally.Answered:N0} of {tally.Lines:N0} intents answered{(outcomes.Length == 0 ? "" : ": " + outcomes)}{Latency(tally)}");
    }

    /// <summary>Writes a tally as tables.</summary>
    public static void WriteText(Screen screen, SubmissionTally tally)
    {
        screen.WriteLine("");
        var outcomes = new TextTable("outcome", ">intents", ">share");
        foreach (var (outcome, count) in tally.Outcomes) outcomes.Add(InkOf(outcome), outcome, Number(count), Share(count, tally.Lines));
        outcomes.WriteTo(screen);
        screen.WriteLine("");
        var reasons = new TextTable("reason", "outcome", ">intents");
        foreach (var (reason, outcome, count) in tally.Reasons) reasons.Add(InkOf(outcome), reason, outcome, Number(count));
        reasons.WriteTo(screen);
        screen.WriteLine("");
        var replayed = tally.Replayed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {tally.Replayed:N0} of them repeats of an earlier request");
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Answered:N0} of {tally.Lines:N0} intents answered{replayed}{Latency(tally)}"));
    }

    /// <summary>Writes a tally as one JSON object.</summary>
    public static void WriteJson(Screen screen, SubmissionTally tally) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("summary");
        json.WriteNumber("lines", tally.Lines);
        json.WriteNumber("answered", tally.Answered);
        json.WriteNumber("unanswered", tally.Unanswered);
        json.WriteNumber("unpublished", tally.Unpublished);
        json.WriteNumber("replayed", tally.Replayed);
        json.WriteStartObject("outcomes");
        foreach (var (outcome, count) in tally.Outcomes) json.WriteNumber(outcome, count);
        json.WriteEndObject();
        json.WriteStartArray("reasons");
        foreach (var (reason, outcome, count) in tally.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("code", reason);
            json.WriteString("outcome", outcome);
            json.WriteNumber("intents", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (tally.LatencyMs(0.5) is { } p50) json.WriteNumber("latency_p50_ms", Math.Round(p50, 3));
        if (tally.LatencyMs(0.99) is { } p99) json.WriteNumber("latency_p99_ms", Math.Round(p99, 3));
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static string Latency(SubmissionTally tally) => tally.LatencyMs(0.5) is { } p50 && tally.LatencyMs(0.99) is { } p99
        ? string.Create(CultureInfo.InvariantCulture, $"; p50 {p50:0.0} ms, p99 {p99:0.0} ms from intended send to reception")
        : "";

    private static Ink InkOf(string outcome) => Array.Find(Enum.GetValues<DecisionOutcome>(), known => DecisionLine.NameOf(known) == outcome) is var found and not 0
        ? DecisionLine.InkOf(found)
        : Ink.Magenta;

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long count, long whole) => ((double)count / whole).ToString("P1", CultureInfo.InvariantCulture);
}
