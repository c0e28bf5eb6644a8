using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Lists;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Cli.Lists;

/// <summary>Streams a file into the topic of lists: asks for its name, sends its chunks, says how it ends.</summary>
/// <param name="run">The run.</param>
/// <param name="session">The cluster and the table of lists.</param>
/// <param name="patience">How long to wait for an answer.</param>
internal sealed class ListSubmission(CommandRun run, ListSession session, TimeSpan patience)
{
    // The embedded broker keeps a few MiB a partition and drops the oldest beyond that.
    private const long MostEmbeddedBytes = 12 << 20;
    private const double BytesOfMegabyte = 1e6;

    private readonly ListRecords _records = new(session.Topics);

    /// <summary>Submits a list.</summary>
    /// <param name="input">The file.</param>
    /// <param name="heading">The list.</param>
    public void Submit(DlpInput input, ListHeading heading)
    {
        if (FindRemembered(heading.Tenant, heading.List) is { State: not ListState.Refused } known) throw Taken(known);
        if (session.Connection.IsEmbedded && input.Length > MostEmbeddedBytes) throw TooLong();
        using var producer = new RecordProducer(session.Connection, run.ClientLogger());
        using var chunker = new ListChunker(input, heading);
        var sender = new ListSender(producer);

        // The header says whether the profile fits, so the first chunks are cut before the list is announced.
        var first = new Queue<ListChunk>();
        for (var chunk = chunker.Next(); chunk is not null; chunk = chunk.Kind is ListChunkKind.Mark or ListChunkKind.Preamble ? chunker.Next() : null) first.Enqueue(chunk);
        var start = new ListStart { Heading = heading };
        if (heading.HasHeader && first.LastOrDefault()?.Kind != ListChunkKind.Header)
            throw CliRefusalException.Fault($"the header of {input.Name} cannot be read: its quote is never closed, or it is longer than {ListLimits.LongestRowBytes} bytes; nothing was sent");
        if (first.LastOrDefault(chunk => chunk.Kind == ListChunkKind.Header) is { } header) start.Header = ListChunker.HeaderOf(header);
        sender.Send(_records.OfStart(start), run.Stopping);
        sender.Flush(run.Stopping);
        AwaitClaim(heading);
        run.Talk.Note($"{heading.Tenant}/{heading.List} is taken as submission {heading.SubmissionId}", Ink.Dim);
        Send(input, chunker, first, sender, 0);
    }

    /// <summary>Goes on with a list: what is sanitized is only read again, for the digest; the rest is sent.</summary>
    /// <param name="input">The file, the same as before.</param>
    /// <param name="status">How far it is.</param>
    public void Resume(DlpInput input, ListStatus status)
    {
        using var producer = new RecordProducer(session.Connection, run.ClientLogger());
        using var chunker = new ListChunker(input, status.Heading);
        run.Talk.Note($"going on with submission {status.Heading.SubmissionId} by the profile {status.Heading.Profile}, at chunk {status.NextChunk}; what was sent behind it and is not sanitized yet is sent again, and counts once", Ink.Dim);
        Send(input, chunker, new Queue<ListChunk>(), new ListSender(producer), status.NextChunk);
    }

    private static CliRefusalException Taken(ListStatus known) => CliRefusalException.Fault(known.State == ListState.Open
        ? $"the list {known.Heading.Tenant}/{known.Heading.List} is being submitted already; go on with it by `aegis lists resume`, or choose another name"
        : $"there is a list {known.Heading.Tenant}/{known.Heading.List} already; fetch it with `aegis lists fetch`, or choose another name");

    private static CliRefusalException TooLong() => CliRefusalException.Fault(
        $"the embedded broker keeps a few MiB a partition, and a list of more than {MostEmbeddedBytes >> 20} MiB would outgrow it; use a Kafka cluster, or redact the file with `aegis dlp redact`");

    /// <summary>Finds a list that the tasks still know: others have given their names back.</summary>
    private ListStatus? FindRemembered(string tenant, string list) =>
        session.Board.Find(tenant, list) is { } status && run.Host.Time.GetUtcNow() - status.UpdatedAt.ToDateTimeOffset() < ListRecords.Remembered + TimeSpan.FromDays(1) ? status : null;

    /// <summary>Waits until the list is taken. Whoever comes first has the name.</summary>
    private void AwaitClaim(ListHeading heading)
    {
        var started = run.Host.Time.GetTimestamp();
        while (true)
        {
            if (FindRemembered(heading.Tenant, heading.List) is { } status && (status.State != ListState.Refused || status.Heading.SubmissionId == heading.SubmissionId))
            {
                if (status.Heading.SubmissionId != heading.SubmissionId) throw Taken(status);
                if (status.State != ListState.Refused) return;
                throw CliRefusalException.Fault($"the list was refused: {status.Code}: {status.Message}");
            }

            if (run.Host.Time.GetElapsedTime(started) > patience)
                throw new CliRefusalException(ExitCodes.Incomplete, $"no instance took the list within {patience.TotalSeconds:0} s; start one with `aegis up --roles streams,lists`, and go on with `aegis lists resume`: the name is asked for");
            session.Board.Listen(run.Stopping);
        }
    }

    private void Send(DlpInput input, ListChunker chunker, Queue<ListChunk> first, ListSender sender, long from)
    {
        using (var progress = new ProgressLine(run.Talk, "submitting", "MB", run.Host.Time))
        {
            while ((first.TryDequeue(out var cut) ? cut : chunker.Next()) is { } chunk)
            {
                run.Stopping.ThrowIfCancellationRequested();
                if (session.Connection.IsEmbedded && chunker.Bytes > MostEmbeddedBytes) throw TooLong();
                if (chunk.Number >= from) sender.Send(_records.OfChunk(chunk), run.Stopping);
                progress.Report((long)(chunker.Bytes / BytesOfMegabyte), input.Length is > 0 and { } length ? (double)input.Bytes / length : null);
            }

            if (chunker.Chunks < from) throw CliRefusalException.Fault($"the file ends with chunk {chunker.Chunks - 1}, and chunk {from - 1} of the list is sanitized already: it is not the file that was submitted; nothing more was sent");
            sender.Send(_records.OfEnd(chunker.End()), run.Stopping);
            sender.Flush(run.Stopping);
        }

        run.Talk.Note($"submitted {chunker.Bytes / BytesOfMegabyte:0.0} MB in {chunker.Chunks} chunks", Ink.Dim);
    }
}
