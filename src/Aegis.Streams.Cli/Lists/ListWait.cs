using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Waits until a list is closed.</summary>
internal static class ListWait
{
    private const long BytesReadASecond = 5_000_000;

    /// <summary>Waits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="session">The table of lists.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <param name="patience">How long to wait for the next sign of progress.</param>
    /// <exception cref="CliRefusalException">Nothing happens any more.</exception>
    public static void ForClosing(CommandRun run, ListSession session, string tenant, string list, TimeSpan patience)
    {
        using var progress = new ProgressLine(run.Talk, "sanitizing", "rows", run.Host.Time);
        Google.Protobuf.WellKnownTypes.Timestamp? seen = null;
        var allowed = patience;
        var heard = run.Host.Time.GetTimestamp();
        while (true)
        {
            var before = seen;
            if (session.Board.Find(tenant, list) is { } status)
            {
                seen = status.UpdatedAt;
                if (status.State == ListState.Refused || session.Board.FindClosing(status) is not null) return;
                progress.Report(status.Tally.RowsIn, status.End is { Chunks: > 0 } end ? (double)status.Chunks / end.Chunks : null);

                // Who closes a list reads all of it, and says nothing meanwhile.
                allowed = status.State == ListState.Sanitized ? patience + TimeSpan.FromSeconds(status.End.Bytes / BytesReadASecond) : patience;
            }

            session.Board.Listen(run.Stopping);
            if (!Equals(before, seen)) heard = run.Host.Time.GetTimestamp();
            else if (run.Host.Time.GetElapsedTime(heard) > allowed)
                throw new CliRefusalException(ExitCodes.Incomplete, $"nothing happened to {tenant}/{list} for {allowed.TotalSeconds:0} s; see that an instance runs with `--roles streams,lists`, and look again with `aegis lists status --wait`");
        }
    }
}
