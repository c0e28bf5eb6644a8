using System.Buffers;
using System.Globalization;
using Aegis.Streams.Audit;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>
/// Sanitizes the rows of a chunk by the profile of its list. A row that is none, or that holds what the profile blocks, is set aside alone; where nobody can
/// tell what rows hold, all of them are. Keeps the redactor of the list that came last; one sanitizer serves one thread.
/// </summary>
internal sealed class ChunkSanitizer(CommitmentKey key)
{
    private const int MostNamedLines = 10;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly List<BadLine> _bad = [];
    private readonly List<BadLine> _blocked = [];
    private (ListHeading? Heading, string Revision, ReadOnlyMemory<byte> Header) _last;
    private RowRedactor? _redactor;

    /// <summary>Sanitizes a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="policy">The policy set that is active; <see langword="null"/>: none is.</param>
    /// <returns>What came of it.</returns>
    public SanitizedRows Sanitize(ListChunk chunk, PolicySnapshot? policy)
    {
        if (chunk.Kind == ListChunkKind.Mark) return new SanitizedRows(chunk.Content.ToByteArray(), new ListTally(), []);
        if (chunk.Kind is ListChunkKind.BadRow or ListChunkKind.BadRest)
            return SetAside(chunk, new ListFault(ReasonCodes.ListBadRows, $"Line {chunk.FirstLine} is no row: its quote is not closed, or it is longer than {ListLimits.LongestRowBytes} bytes."), chunk.Kind == ListChunkKind.BadRow ? 1 : 0);
        var header = chunk.Kind == ListChunkKind.Header ? LineOf(chunk.Content.Memory) : chunk.Header.Memory;
        if (ListProfile.Find(policy, chunk.Heading, header, out var profile) is { } refusal) return SetAside(chunk, refusal);
        try
        {
            if (_redactor is null || !chunk.Heading.Equals(_last.Heading) || _last.Revision != profile!.Revision || !_last.Header.Span.SequenceEqual(header.Span))
            {
                var hashKey = profile!.NeedsHashKey ? key.DeriveRedactionKey(chunk.Heading.Tenant) : [];
                _redactor = new RowRedactor(profile, ListLayout.Of(chunk.Heading, header), chunk.Heading.Year, hashKey);
                _last = (chunk.Heading, profile.Revision, header.ToArray());
            }

            return chunk.Kind switch
            {
                ListChunkKind.Header => SanitizeWhole(chunk, _redactor.RedactHeader(), header.Length, "The record that names the columns"),
                ListChunkKind.Preamble => SanitizeWhole(chunk, _redactor.RedactPreamble(chunk.Content.Span), chunk.Content.Length, "What stands before the header"),
                _ => SanitizeRows(chunk),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The scanner has a defect, and nobody knows what it still holds.
            _redactor = null;
            return SetAside(chunk, new ListFault(ReasonCodes.InternalError, "The sanitizer failed on these rows; the operator has been told.")) with { Fault = fault };
        }
    }

    /// <summary>Sets all rows of a chunk aside.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="fault">Why.</param>
    /// <param name="rows">How many they are; <see langword="null"/>: they are counted.</param>
    public static SanitizedRows SetAside(ListChunk chunk, ListFault fault, long? rows = null)
    {
        var count = chunk.Kind is ListChunkKind.Header or ListChunkKind.Preamble ? 0 : rows ?? CountOf(chunk);
        return new SanitizedRows([], new ListTally { RowsIn = count, RowsQuarantined = count }, [new QuarantinedRows(chunk.Content.ToByteArray(), chunk.FirstLine, fault)]);
    }

    private static ReadOnlyMemory<byte> LineOf(ReadOnlyMemory<byte> content) => content[..content.Span.TrimEnd("\r\n"u8).Length];

    private static long CountOf(ListChunk chunk)
    {
        var count = 0L;
        for (var rows = new ChunkRows(chunk); rows.Next(out var row);)
            if (chunk.Heading.Format == ListFormat.Csv || !chunk.Content.Span[row.Start..row.End].Trim(" \t\r\n"u8).IsEmpty) count++;
        return count;
    }

    private static void Count(ListTally tally, RowRedaction redaction)
    {
        tally.RowsIn += redaction.Rows;
        tally.RowsOut += redaction.Rows;
        foreach (var (entity, count) in redaction.Counts) ListTallies.Add(tally, entity, count);
    }

    private static SanitizedRows SanitizeWhole(ListChunk chunk, RowRedaction redaction, int length, string what)
    {
        if (redaction.IsBlocked) return SetAside(chunk, new ListFault(ReasonCodes.ListBlockedRows, $"{what} holds what the profile blocks."));
        if (!redaction.IsComplete) return SetAside(chunk, new ListFault(ReasonCodes.ListBadRows, $"{what} cannot be read."));
        var tally = new ListTally();
        Count(tally, redaction);
        return new SanitizedRows([.. redaction.Output.Span, .. chunk.Content.Span[length..]], tally, []);
    }

    private SanitizedRows SanitizeRows(ListChunk chunk)
    {
        var content = chunk.Content.Memory;
        _output.ResetWrittenCount();
        _bad.Clear();
        _blocked.Clear();
        var tally = new ListTally();
        var redaction = _redactor!.Redact(content.Span);
        if (redaction.IsBlocked)
        {
            for (var rows = new ChunkRows(chunk); rows.Next(out var row);) Add(tally, _redactor.Redact(content.Span[row.Start..row.End]), row);
        }
        else
        {
            Add(tally, redaction, new BadLine(0, content.Length, chunk.FirstLine));
        }

        if (_output.WrittenCount > ListLimits.MostOutputBytes)
            return SetAside(chunk, new ListFault(ReasonCodes.ListOutputTooLarge, $"What these rows become is larger than {ListLimits.MostOutputBytes} bytes; use replace or mask instead of hash."));
        tally.RowsIn += _bad.Count + _blocked.Count;
        tally.RowsQuarantined = _bad.Count + _blocked.Count;
        var quarantined = new List<QuarantinedRows>(2);
        AddQuarantined(quarantined, content.Span, _bad, ReasonCodes.ListBadRows, "no rows");
        AddQuarantined(quarantined, content.Span, _blocked, ReasonCodes.ListBlockedRows, "rows that hold what the profile blocks");
        return new SanitizedRows(_output.WrittenSpan.ToArray(), tally, quarantined);
    }

    /// <summary>Adds what came of some rows, which are those of a place in the chunk.</summary>
    private void Add(ListTally tally, RowRedaction redaction, BadLine place)
    {
        if (redaction.IsBlocked)
        {
            _blocked.Add(place);
            return;
        }

        foreach (var bad in redaction.BadRows) _bad.Add(new BadLine(place.Start + bad.Start, place.Start + bad.End, place.Line + bad.Line - 1));
        _output.Write(redaction.Output.Span);
        Count(tally, redaction);
    }

    private static void AddQuarantined(List<QuarantinedRows> quarantined, ReadOnlySpan<byte> content, List<BadLine> rows, string code, string what)
    {
        if (rows.Count == 0) return;
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var row in rows) bytes.Write(content[row.Start..row.End]);
        var lines = string.Join(", ", rows.Take(MostNamedLines).Select(row => row.Line.ToString(CultureInfo.InvariantCulture)));
        var more = rows.Count > MostNamedLines ? $" and {rows.Count - MostNamedLines} more" : "";
        quarantined.Add(new QuarantinedRows(bytes.WrittenSpan.ToArray(), rows[0].Line, new ListFault(code, $"These are {what}, of the lines {lines}{more}.")));
    }
}
