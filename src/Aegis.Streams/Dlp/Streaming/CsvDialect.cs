using System.Text;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// How a file of delimited values is written, told from how it begins: what stands between cells, and which record names the columns. Titles,
/// comments, empty lines and the `sep=` of spreadsheets may stand before it.
/// </summary>
public sealed record CsvDialect
{
    /// <summary>How much of a file is looked at.</summary>
    public const int HeadBytes = 64 * 1024;

    private static readonly byte[] Delimiters = ",;\t|"u8.ToArray();

    // What stands between cells in other files, but is no delimiter here.
    private static readonly byte[] Others = "^~:!\u0001\u001E\u001F"u8.ToArray();

    /// <summary>Gets what stands between cells.</summary>
    public byte Delimiter { get; private init; }

    /// <summary>Gets what the file itself says that stands between cells; 0: it does not say it.</summary>
    public byte Declared { get; private init; }

    /// <summary>Gets what rather stands between cells, where the delimiter leaves the header one cell; 0: nothing.</summary>
    public byte Rival { get; private init; }

    /// <summary>Gets the number of the line of the record that names the columns, from 1; 0: no record does.</summary>
    public long HeaderLine { get; private init; }

    /// <summary>Gets how many bytes stand before that record, or before the first one, without the mark of UTF-8.</summary>
    public int PreambleBytes { get; private init; }

    /// <summary>Gets how many cells most records have; 0: there is none.</summary>
    public int Cells { get; private init; }

    /// <summary>Gets how many of the first records have as many.</summary>
    public int Records { get; private init; }

    /// <summary>Gets a value indicating whether all of the first records have as many.</summary>
    public bool IsEven { get; private init; }

    /// <summary>Gets the names of the columns; empty: no record names them.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>Gets a value indicating whether this may be used.</summary>
    public bool IsKnown => Delimiters.Contains(Delimiter);

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Tells it.</summary>
    /// <param name="head">How the file begins: its first 64 KiB, or all of it.</param>
    /// <param name="delimiter">What stands between cells; <see langword="null"/>: it is told from the file.</param>
    /// <param name="headerLine">The line of the record that names the columns; <see langword="null"/>: it is told from the file.</param>
    public static CsvDialect Read(ReadOnlySpan<byte> head, byte? delimiter = null, long? headerLine = null)
    {
        var isWhole = head.Length < HeadBytes;
        var text = head.StartsWith(Mark) ? head[Mark.Length..] : head;
        var declared = DeclaredIn(text, out var start);
        var rest = text[start..];
        var one = delimiter ?? (declared != 0 ? declared : Best(rest, Delimiters, isWhole) is { Cells: > 1 } best ? best.Delimiter : (byte)',');
        var records = HeadRecord.Read(rest, one, isWhole);
        var (cells, count) = Usual(records);
        var line = declared == 0 ? 0 : 1;
        var found = headerLine is { } named ? records.FindIndex(record => record.Line + line == named) : HeaderSearch.Find(records, cells);
        var header = found < 0 ? null : records[found];
        var from = header ?? (headerLine is null ? records.Find(record => !record.IsEmpty) : null);

        // A first record that is longer than what is looked at is a header of very many columns.
        var isLong = records.Count == 0 && !isWhole && headerLine is null;
        return new CsvDialect
        {
            Delimiter = one,
            Declared = declared,
            Rival = cells > 1 || Best(rest, [.. Delimiters, .. Others], isWhole) is not { Cells: > 1, Records: > 1 } rival || rival.First != rival.Cells ? (byte)0 : rival.Delimiter,
            HeaderLine = isLong ? line + 1 : header is null ? 0 : header.Line + line,
            PreambleBytes = start + (from?.Start ?? 0),
            Cells = cells,
            Records = count,
            IsEven = count > 0 && records.TrueForAll(record => record.IsEmpty || record.Cells.Count == cells),
            Names = [.. (header?.Cells ?? []).Select(cell => Encoding.UTF8.GetString(cell))],
        };
    }

    /// <summary>Reads the first line of files that spreadsheets write: `sep=;`.</summary>
    private static byte DeclaredIn(ReadOnlySpan<byte> text, out int end)
    {
        end = LineEnds.After(text, 0);
        var line = text[..end].TrimEnd("\r\n"u8).Trim("\""u8);
        if (line.Length == 5 && (line[0] | 0x20) == 's' && (line[1] | 0x20) == 'e' && (line[2] | 0x20) == 'p' && line[3] == '=') return line[4];
        end = 0;
        return 0;
    }

    private static (byte Delimiter, int Cells, int Records, int First) Best(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiters, bool isWhole)
    {
        (byte Delimiter, int Cells, int Records, int First) best = default;
        foreach (var delimiter in delimiters)
        {
            var records = HeadRecord.Read(text, delimiter, isWhole);
            var (cells, count) = Usual(records);
            if (cells > 1 && (count > best.Records || (count == best.Records && cells > best.Cells))) best = (delimiter, cells, count, records.Find(record => !record.IsEmpty)!.Cells.Count);
        }

        return best;
    }

    /// <summary>Finds how many cells most records have that have more than one.</summary>
    private static (int Cells, int Records) Usual(List<HeadRecord> records)
    {
        var (cells, count) = (records.Count == 0 ? 0 : 1, 0);
        foreach (var group in records.Where(record => record.Cells.Count > 1).GroupBy(record => record.Cells.Count))
            if (group.Count() > count || (group.Count() == count && group.Key > cells)) (cells, count) = (group.Key, group.Count());
        return (cells, count);
    }
}
