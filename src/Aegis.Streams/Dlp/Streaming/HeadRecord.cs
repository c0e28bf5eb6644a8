namespace Aegis.Streams.Dlp.Streaming;

/// <summary>One of the first records of a file of delimited values.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Line">The number of its line, from 1.</param>
/// <param name="Cells">Its cells, without quotes and white space around them.</param>
internal sealed record HeadRecord(int Start, long Line, IReadOnlyList<byte[]> Cells)
{
    private const int MostRecords = 40;

    /// <summary>Gets a value indicating whether nothing stands in it.</summary>
    public bool IsEmpty => Cells.All(cell => cell.Length == 0);

    /// <summary>Gets a value indicating whether it is marked as a comment.</summary>
    public bool IsComment => Cells[0] is [(byte)'#', ..];

    /// <summary>Gets a value indicating whether it can name columns: nothing in it is a value, and something is a word.</summary>
    public bool IsNames => Cells.All(cell => HeaderCell.IsName(cell)) && Cells.Any(cell => HeaderCell.HasLetter(cell));

    /// <summary>Gets how many cells it has, without those that are empty at the end.</summary>
    public int Width => Cells.Count - Cells.Reverse().TakeWhile(cell => cell.Length == 0).Count();

    /// <summary>Gets how many cells have something in them.</summary>
    public int Filled => Cells.Count(cell => cell.Length > 0);

    /// <summary>Gets how many cells say what a column holds.</summary>
    public int Telling => Cells.Count(cell => ColumnNames.IsTelling(cell));

    /// <summary>Reads the first records of a file.</summary>
    /// <param name="head">How it begins, without the mark of UTF-8.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="isWhole">Whether this is all of it.</param>
    /// <returns>The records; what is cut off, or has a quote that is not closed, is none.</returns>
    public static List<HeadRecord> Read(ReadOnlySpan<byte> head, byte delimiter, bool isWhole)
    {
        var (records, cells, line) = (new List<HeadRecord>(), new List<byte[]>(), 1L);
        var (start, cell, isQuoted) = (0, 0, false);
        for (var at = 0; at < head.Length && records.Count < MostRecords; at++)
        {
            var one = head[at];
            if (one == '"' && (isQuoted || at == cell)) isQuoted = !isQuoted;
            else if (one == '"' && head[at - 1] == '"' && !isQuoted && head[cell] == '"') isQuoted = true; // Two of them are one.
            if (isQuoted || (one != delimiter && one is not ((byte)'\n' or (byte)'\r'))) continue;
            cells.Add(head[cell..at].Trim(" \t\""u8).ToArray());
            cell = at + 1;
            if (one == delimiter) continue;
            records.Add(new HeadRecord(start, line, cells));
            if (one == '\r' && cell < head.Length && head[cell] == '\n') at = cell++;
            line += LineEnds.Count(head[start..cell]);
            (start, cells) = (cell, []);
        }

        if (!isWhole || isQuoted || start == head.Length || records.Count == MostRecords) return records;
        cells.Add(head[cell..].Trim(" \t\""u8).ToArray());
        records.Add(new HeadRecord(start, line, cells));
        return records;
    }
}
