using System.Globalization;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Says what was found in a file so that a privacy officer can read it.</summary>
internal static class DlpSummary
{
    /// <summary>What to do about a file whose columns no record names.</summary>
    public const string NamelessWayOut = "name columns by their numbers (--columns 1=email,2=ssn), say on which line their names stand (--header 3), or say --no-header if none holds such";

    private const int MostGroups = 50;

    /// <summary>Shows what was found: as a table, or as a line of JSON.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">What is said.</param>
    public static void Show(CommandRun run, DlpReport report)
    {
        if (run.IsJson) run.Data.WriteJson(json => DlpReportJson.Write(json, report));
        else WriteTo(run.Data, report);
    }

    /// <summary>Shows it on the error stream, where the standard output is the redacted data.</summary>
    /// <param name="run">The run.</param>
    /// <param name="report">What is said.</param>
    public static void Tell(CommandRun run, DlpReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        WriteTo(new Screen(text, isTerminal: false, isColorful: false, run.Talk.Width), report);
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n')) run.Talk.Note(line);
    }

    private static void WriteTo(Screen screen, DlpReport report)
    {
        var tally = report.Tally;
        var found = tally.Count == 0 ? "nothing found" : Count(tally.Count, "finding");
        screen.WriteLine(TerminalText.Clean($"{report.File}: {found} in {Count(tally.Records, report.Options.Split.Format == RecordFormat.Text ? "line" : "record")} of {report.Format}, {Count(report.Bytes, "byte")}"));
        if (report.Options.Profile is { } profile) screen.WriteLine($"by the profile `{profile.Name}` of policy revision {profile.Revision}");
        if (tally.BadRows > 0) screen.WriteLine($"incomplete: {Count(tally.BadRows, "line")} could not be read as {report.Format}, first {string.Join(", ", tally.BadLines.Select(line => line.ToString("N0", CultureInfo.InvariantCulture)))}");
        if (tally.RaggedRows > 0) screen.WriteLine($"{Count(tally.RaggedRows, "of these has", "of these have")} more or fewer cells than {(report.Options.Split.HasHeader ? "the header" : "other records")}, so that the columns say nothing of them");
        if (report.IsNameless) screen.WriteLine($"incomplete: no record names the columns, so what only a name tells, such as a social security number without hyphens, was not found; {NamelessWayOut}");
        else if (report.Options is { Split: { Format: RecordFormat.Csv, HasHeader: false }, Columns.Count: 0 }) screen.WriteLine("no record names the columns, so what only a name tells was not looked for; --columns names them");
        if (tally.IsHeaderSuspect) screen.WriteLine("the first record holds something itself; if it names no columns, say --no-header");
        if (report.Blocked is > 0 and { } blocked) screen.WriteLine($"blocked: {Count(blocked, "finding")} must not pass");
        if (tally.Count == 0) return;
        var groups = tally.Groups;
        var table = new TextTable("ENTITY", "PLACE", ">COUNT", ">RESERVED", ">HIDDEN", "CONFIDENCE", "SAMPLE");
        foreach (var group in groups.Take(MostGroups))
        {
            table.Add(
                group.Hidden > 0 ? Ink.Red : Ink.Plain,
                report.Names.NameOf(group.Entity),
                group.Place.Length > 0 ? group.Place : "-",
                Number(group.Count),
                Number(group.Reserved),
                Number(group.Hidden),
                group.LeastConfidence == group.MostConfidence ? Number(group.LeastConfidence) : $"{group.LeastConfidence} to {group.MostConfidence}",
                group.Samples[0]);
        }

        table.WriteTo(screen);
        if (groups.Count > MostGroups) screen.WriteLine($"and {groups.Count - MostGroups} more places; --report has them all");
    }

    /// <summary>Spells a number of things.</summary>
    /// <param name="count">The number.</param>
    /// <param name="word">The word for one.</param>
    public static string Count(long count, string word) => Count(count, word, $"{word}s");

    private static string Count(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{Number(count)} {many}";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
