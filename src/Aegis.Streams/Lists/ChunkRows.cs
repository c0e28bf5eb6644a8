using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>Goes through the rows of a chunk one by one.</summary>
internal readonly struct ChunkRows(ListChunk chunk)
{
    private readonly RecordWindow _row = new();

    private readonly RecordSplitter _splitter = new(
        new MemoryStream(chunk.Content.ToByteArray(), writable: false),
        new SplitOptions
        {
            Format = chunk.Heading.Format == ListFormat.Csv ? RecordFormat.Csv : RecordFormat.JsonLines,
            Delimiter = chunk.Heading.Format == ListFormat.Csv ? (byte)chunk.Heading.Delimiter[0] : (byte)',',
            HasHeader = false,
            BeginsFile = false,
            WindowBytes = 1,
            LongestRecordBytes = Math.Max(chunk.Content.Length, 1),
        });

    private readonly long _firstLine = chunk.FirstLine;

    /// <summary>Finds the next row.</summary>
    /// <param name="row">Its place in the chunk, and the number of its line in the list.</param>
    /// <returns>Whether there is one.</returns>
    public bool Next(out BadLine row)
    {
        var has = _splitter.Next(_row);
        row = has ? new BadLine((int)_row.Offset, (int)_row.Offset + _row.Own.Length, _firstLine + _row.FirstLine - 1) : default;
        return has;
    }
}
