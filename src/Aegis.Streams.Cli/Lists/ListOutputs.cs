using System.Globalization;
using System.Text.Json;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Shows lists to people and to programs.</summary>
internal static class ListOutputs
{
    /// <summary>Shows a list, and says by the exit code how far it is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="board">The table of lists.</param>
    /// <param name="status">The list.</param>
    /// <returns>0: it is closed with a manifest; 1: it was refused, or closed without one; 2: it is not closed.</returns>
    public static int Show(CommandRun run, ListBoard board, ListStatus status)
    {
        var closing = board.FindClosing(status);
        if (run.IsJson) run.Data.WriteJson(json => Write(json, status, closing));
        else ShowText(run, status, closing);
        if (status.State == ListState.Refused || closing is { Code.Length: > 0 }) return ExitCodes.Fault;
        return closing is null ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    /// <summary>Shows all lists.</summary>
    /// <param name="run">The run.</param>
    /// <param name="board">The table of lists.</param>
    /// <param name="lists">Those that are asked for.</param>
    public static void Show(CommandRun run, ListBoard board, IReadOnlyList<ListStatus> lists)
    {
        if (run.IsJson)
        {
            foreach (var status in lists) run.Data.WriteJson(json => Write(json, status, board.FindClosing(status)));
            return;
        }

        var table = new TextTable("list", "state", ">rows in", ">out", ">quarantined", "profile", "started");
        foreach (var status in lists)
        {
            var tally = status.Tally;
            table.Add(
                Ink.Plain, NameOf(status), StateOf(status, board.FindClosing(status)), Number(tally.RowsIn), Number(tally.RowsOut), Number(tally.RowsQuarantined), status.Heading.Profile,
                status.StartedAt.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        if (lists.Count > 0) table.WriteTo(run.Data);
    }

    private static string NameOf(ListStatus status) => $"{status.Heading.Tenant}/{status.Heading.List}";

    private static string StateOf(ListStatus status, ListClosing? closing) => (status.State, closing) switch
    {
        (ListState.Refused, _) => "refused",
        (_, { Code.Length: > 0 }) => "failed",
        (_, not null) => "closed",
        (ListState.Sanitized, _) => "sanitized",
        _ => "open",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void ShowText(CommandRun run, ListStatus status, ListClosing? closing)
    {
        var tally = status.Tally;
        run.Data.WriteLine(run.Data.Paint(Ink.Bold, $"{NameOf(status)} is {StateOf(status, closing)}"));
        if (status.Code.Length > 0) run.Data.WriteLine($"  {TerminalText.Clean($"{status.Code}: {status.Message}")}");
        if (closing is { Code.Length: > 0 }) run.Data.WriteLine($"  {TerminalText.Clean($"{closing.Code}: {closing.Message}")}");
        var of = status.End is { } end ? $" of {Number(end.Chunks)}" : ", and its end has not come yet";
        run.Data.WriteLine($"  {Number(tally.RowsIn)} rows in, {Number(tally.RowsOut)} out, {Number(tally.RowsQuarantined)} quarantined; {Number(status.Chunks)} chunks{of}");
        if (tally.Findings.Count > 0) run.Data.WriteLine($"  found {string.Join(", ", tally.Findings.Select(finding => $"{Number(finding.Count)} {TerminalText.Clean(finding.Entity)}"))}");
        run.Data.WriteLine($"  profile {status.Heading.Profile}, submission {status.Heading.SubmissionId}");
    }

    private static void Write(Utf8JsonWriter json, ListStatus status, ListClosing? closing)
    {
        json.WriteStartObject();
        json.WriteString("tenant", status.Heading.Tenant);
        json.WriteString("list", status.Heading.List);
        json.WriteString("state", StateOf(status, closing));
        if (status.Code.Length > 0) WriteReason(json, status.Code, status.Message);
        if (closing is { Code.Length: > 0 }) WriteReason(json, closing.Code, closing.Message);
        json.WriteString("submission_id", status.Heading.SubmissionId);
        json.WriteString("profile", status.Heading.Profile);
        json.WriteNumber("chunks", status.Chunks);
        if (status.End is { } end) json.WriteNumber("chunks_total", end.Chunks);
        json.WriteNumber("next_chunk", status.NextChunk);
        json.WriteNumber("rows_in", status.Tally.RowsIn);
        json.WriteNumber("rows_out", status.Tally.RowsOut);
        json.WriteNumber("rows_quarantined", status.Tally.RowsQuarantined);
        json.WriteStartObject("findings");
        foreach (var finding in status.Tally.Findings) json.WriteNumber(finding.Entity, finding.Count);
        json.WriteEndObject();
        json.WriteString("started_at", status.StartedAt.ToDateTime());
        json.WriteString("updated_at", status.UpdatedAt.ToDateTime());
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, string code, string message)
    {
        json.WriteString("code", code);
        json.WriteString("message", message);
    }
}
