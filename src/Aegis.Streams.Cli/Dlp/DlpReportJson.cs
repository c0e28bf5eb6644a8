using System.Globalization;
using System.Text.Json;
using Aegis.Streams.Cli.Policies;
using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Cli.Dlp;

/// <summary>Writes reports as JSON. No value is in them, only masked samples.</summary>
internal static class DlpReportJson
{
    private const int Version = 1;

    /// <summary>Writes the report of some files to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reports">What is said of each.</param>
    public static void Save(string path, IEnumerable<DlpReport> reports) => OutputFile.Replace(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteStartArray("files");
        foreach (var report in reports) Write(json, report);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Writes what is said of one file.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="report">What is said.</param>
    public static void Write(Utf8JsonWriter json, DlpReport report)
    {
        json.WriteStartObject();
        json.WriteString("file", report.File);
        json.WriteString("verdict", report.Verdict);
        json.WriteBoolean("complete", report.IsComplete);
        json.WriteString("format", report.Format);
        json.WriteNumber("bytes", report.Bytes);
        json.WriteString("sha256", report.Digest);
        if (report.Options.Profile is { } profile)
        {
            json.WriteString("profile", profile.Name);
            json.WriteString("policy_revision", profile.Revision);
        }

        json.WriteNumber("threshold", report.Options.Threshold);
        json.WriteNumber("records", report.Tally.Records);
        json.WriteNumber("bad_rows", report.Tally.BadRows);
        json.WriteStartArray("bad_lines");
        foreach (var line in report.Tally.BadLines) json.WriteNumberValue(line);
        json.WriteEndArray();
        if (report.Tally.RaggedRows > 0) json.WriteNumber("ragged_rows", report.Tally.RaggedRows);
        if (report.Options.Split is { Format: RecordFormat.Csv, HasHeader: false }) json.WriteBoolean("has_header", false);
        json.WriteNumber("findings", report.Tally.Count);
        if (report.Blocked is { } blocked) json.WriteNumber("blocked", blocked);
        json.WriteStartArray("groups");
        foreach (var group in report.Tally.Groups) Write(json, report, group);
        json.WriteEndArray();
        json.WriteStartObject("confidence");
        for (var i = 0; i < report.Tally.Histogram.Count; i++)
            if (report.Tally.Histogram[i] > 0) json.WriteNumber(i.ToString(CultureInfo.InvariantCulture), report.Tally.Histogram[i]);
        json.WriteEndObject();
        if (report.Written is { } written)
        {
            json.WriteStartObject("output");
            json.WriteString("file", written.File);
            json.WriteNumber("bytes", written.Bytes);
            json.WriteString("sha256", written.Digest);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DlpReport report, FindingGroup group)
    {
        json.WriteStartObject();
        json.WriteString("entity", report.Names.NameOf(group.Entity));
        json.WriteString("place", group.Place);
        json.WriteNumber("count", group.Count);
        json.WriteNumber("reserved", group.Reserved);
        json.WriteNumber("hidden", group.Hidden);
        json.WriteNumber("encoded", group.Encoded);
        json.WriteNumber("least_confidence", group.LeastConfidence);
        json.WriteNumber("most_confidence", group.MostConfidence);
        json.WriteStartArray("samples");
        foreach (var sample in group.Samples) json.WriteStringValue(sample);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
