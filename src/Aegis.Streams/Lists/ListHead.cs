using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>What stands before the rows of a list: the mark of UTF-8, what is above the header, the header. Each is a chunk of its own, and the list's heading says which there are.</summary>
public static class ListHead
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Says of which kind a chunk must be.</summary>
    /// <param name="heading">The list.</param>
    /// <param name="number">The number of the chunk.</param>
    /// <returns>The kind; rows stand for rows and for lines that are none.</returns>
    public static ListChunkKind KindOf(ListHeading heading, long number)
    {
        if (heading.HasMark && number-- == 0) return ListChunkKind.Mark;
        if (heading.PreambleBytes > 0 && number-- == 0) return ListChunkKind.Preamble;
        return heading.HasHeader && number == 0 ? ListChunkKind.Header : ListChunkKind.Rows;
    }

    /// <summary>Says whether bytes begin with the mark of UTF-8.</summary>
    /// <param name="text">The bytes.</param>
    public static bool HasMark(ReadOnlySpan<byte> text) => text.StartsWith(Mark);

    /// <summary>Finds what is wrong with what a chunk holds, for its kind and number: what is no head must be looked at as rows.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <returns>The fault; <see langword="null"/>: nothing is wrong.</returns>
    internal static string? FaultOf(ListChunk chunk)
    {
        var (heading, due) = (chunk.Heading, KindOf(chunk.Heading, chunk.Number));
        var kind = chunk.Kind is ListChunkKind.BadRow or ListChunkKind.BadRest ? ListChunkKind.Rows : chunk.Kind;
        if (kind != due) return $"must be {due} for chunk {chunk.Number} of this list";
        return kind switch
        {
            ListChunkKind.Mark => chunk.Content.Span.SequenceEqual(Mark) ? null : "must hold the mark of UTF-8 and nothing else",
            ListChunkKind.Preamble => chunk.Content.Length == heading.PreambleBytes ? null : "must hold as many bytes as the heading says that stand before the header",
            ListChunkKind.Header when chunk.Content.Length > ListLimits.MostHeaderBytes => $"must hold at most {ListLimits.MostHeaderBytes} bytes",
            ListChunkKind.Header => IsOneRecord(chunk) ? null : "must hold one record and no more",
            _ when heading.HasHeader == chunk.Header.IsEmpty => "must come with the header exactly if the list has one",
            _ => chunk.Kind != ListChunkKind.Rows || chunk.IsLast || EndsWithLine(chunk.Content.Span) ? null : "must hold whole rows: only the last chunk of a list may end without a line end",
        };
    }

    /// <summary>Says whether bytes end where a line does.</summary>
    internal static bool EndsWithLine(ReadOnlySpan<byte> text) => !text.IsEmpty && text[^1] is ((byte)'\n' or (byte)'\r');

    private static bool IsOneRecord(ListChunk chunk)
    {
        var rows = new ChunkRows(chunk);
        return rows.Next(out var row) && row.End == chunk.Content.Length && (chunk.IsLast || EndsWithLine(chunk.Content.Span));
    }
}
