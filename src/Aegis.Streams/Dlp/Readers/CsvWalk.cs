using System.Numerics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Walks through records of delimited values (RFC 4180) and scans each cell, with its column as context.</summary>
/// <param name="delimiter">What stands between cells.</param>
internal sealed class CsvWalk(byte delimiter)
{
    private const int MostColumns = 65_536;

    private readonly TextIndex _index = new();
    private readonly ValueScanner _values = new();
    private RaggedRecord? _ragged;

    /// <summary>Gets or sets what the columns say; beyond them, nothing.</summary>
    public Signals[] Columns { get; set; } = [];

    /// <summary>Gets or sets how many cells a record has; 0: any number.</summary>
    public int Cells { get; set; }

    /// <summary>Gets what the last walk saw of records.</summary>
    public RecordCount Records { get; } = new();

    /// <summary>Walks through whole records.</summary>
    /// <param name="text">The records.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>Whether each quote that opens is closed.</returns>
    public bool Walk(ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        _index.Build(text, TextFormat.Csv(delimiter));
        _values.Begin(text, options);
        Records.Begin();
        var blocks = _index.Blocks;
        var (column, cell, done) = (0, 0, 0); // The cell that is open starts at `cell`; what is before `done` was looked at.
        var (record, count) = (0, findings.Count); // Where the record starts, and what was found before it.
        for (var block = 0; block < blocks.Length; block++)
        {
            ref readonly var masks = ref blocks[block];
            var structure = masks.Structure;
            for (var bits = structure | masks.Any | masks.Quote; bits != 0; bits &= bits - 1)
            {
                var at = (block * BlockMasks.Size) + BitOperations.TrailingZeroCount(bits);
                if (at < done) continue;
                if ((structure & bits & (0 - bits)) != 0)
                {
                    if (cell >= done && (_values.MayHide(at) || (SignalsOf(column) & NamedField.Kinds) != 0)) _values.Scan(text, _index, cell, at, SignalsOf(column), options, findings);
                    if (text[at] == delimiter)
                    {
                        column++;
                        cell = at + 1;
                        continue;
                    }

                    EndRecord(text, record, at, column + 1, count, options, findings);
                    done = record = cell = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
                    (column, count) = (0, findings.Count);
                    continue;
                }

                var start = cell;
                int end;
                if (text[cell] == '"')
                {
                    start++;
                    end = ClosingQuote(text, start);
                    if (end < 0) return false;
                    done = Next(text.Length, end + 1, structure: true);
                    if (text[(end + 1)..done] is not []) (start, end) = (cell, done); // More than quotes may hold: the cell as it stands.
                }
                else
                {
                    end = done = Next(text.Length, at, structure: true);
                }

                var found = findings.Count;
                _values.Scan(text, _index, start, end, SignalsOf(column), options, findings);
                if (findings.Count > found && (text[start] is (byte)'[' or (byte)'{' or (byte)' ')) JsonInCell.MarkNumbers(text, start, end, start > cell, findings.Span[found..]);
            }
        }

        if (cell >= done && cell < text.Length && (_values.MayHide(text.Length) || (SignalsOf(column) & NamedField.Kinds) != 0)) _values.Scan(text, _index, cell, text.Length, SignalsOf(column), options, findings);
        if (record < text.Length) EndRecord(text, record, text.Length, column + 1, count, options, findings);
        return true;
    }

    /// <summary>Reads what the cells of a header say.</summary>
    /// <param name="header">The first record.</param>
    /// <param name="custom">The detectors that policy declares.</param>
    public Signals[] ReadHeader(ReadOnlySpan<byte> header, CustomDetectors? custom)
    {
        _index.Build(header, TextFormat.Csv(delimiter));
        var columns = new List<Signals>();
        for (var at = 0; at <= header.Length;)
        {
            var (start, end) = (at, 0);
            if (at < header.Length && header[at] == '"' && ClosingQuote(header, at + 1) is >= 0 and var quote)
            {
                start++;
                end = quote;
                at = Next(header.Length, quote + 1, structure: true);
            }
            else
            {
                end = at = Next(header.Length, at, structure: true);
            }

            columns.Add(_values.SignalsOf(header[start..end], custom));
            at++;
        }

        return [.. columns];
    }

    /// <summary>Says what a column holds, whatever the header calls it.</summary>
    /// <param name="column">Its place, from 0.</param>
    /// <param name="name">A name that says it; empty: nothing is known of it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The place is out of bounds.</exception>
    public void NameColumn(int column, ReadOnlySpan<byte> name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, MostColumns);
        Columns = [.. Columns, .. new Signals[Math.Max(0, column + 1 - Columns.Length)]];
        Columns[column] = (Columns[column] & CustomDetectors.Keys) | (name.IsEmpty ? Signals.None : _values.SignalsOf(name));
    }

    /// <summary>Counts a record; with the wrong number of cells it is good only if these are of the columns in which they stand all the same.</summary>
    private void EndRecord(ReadOnlySpan<byte> text, int start, int end, int cells, int count, in ScanOptions options, FindingList findings)
    {
        if (start == end) return;
        if (cells == Cells || Cells == 0 || (_ragged ??= new RaggedRecord(delimiter)).IsInPlace(text, start, end, Columns, Cells, count, options, findings)) Records.Whole++;
        else Records.Ragged.Add((start, end));
    }

    private Signals SignalsOf(int column) => (uint)column < (uint)Columns.Length ? Columns[column] : Signals.None;

    private int ClosingQuote(ReadOnlySpan<byte> text, int start)
    {
        while (true)
        {
            var quote = Next(text.Length, start, structure: false);
            if (quote >= text.Length) return -1;
            if (quote + 1 >= text.Length || text[quote + 1] != '"') return quote;
            start = quote + 2;
        }
    }

    /// <summary>Finds the next delimiter or line feed, or the next quote.</summary>
    private int Next(int length, int at, bool structure)
    {
        var block = at / BlockMasks.Size;
        var last = (length - 1) / BlockMasks.Size;
        if (block > last) return length;
        var blocks = _index.Blocks;
        var bits = (structure ? blocks[block].Structure : blocks[block].Quote) & (ulong.MaxValue << at);
        while (bits == 0)
        {
            if (++block > last) return length;
            bits = structure ? blocks[block].Structure : blocks[block].Quote;
        }

        return (block * BlockMasks.Size) + BitOperations.TrailingZeroCount(bits);
    }
}
