using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Walks through records of delimited values (RFC 4180) and scans each cell, with its column as context.</summary>
internal sealed class CsvWalk
{
    private const int MostColumns = 65_536;
    private const int LastFlag = 63;

    private readonly TextIndex _index = new();
    private readonly ValueScanner _values = new();
    private readonly CsvCells _cells;
    private readonly SiblingCells _siblings;
    private readonly byte _delimiter;
    private RaggedRecord? _ragged;

    /// <summary>Initializes a walk.</summary>
    /// <param name="delimiter">What stands between cells.</param>
    public CsvWalk(byte delimiter) => (_delimiter, _siblings, _cells) = (delimiter, new SiblingCells(delimiter), new CsvCells(_index, _values));

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
    /// <remarks>What it calls is not inlined, unless it is done for each cell: so the loop keeps its state in registers.</remarks>
    public bool Walk(ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        _index.Build(text, TextFormat.Csv(_delimiter));
        _values.Begin(text, _index, options);
        Records.Begin();
        var blocks = _index.Blocks;
        var named = NamedColumns();
        var (column, cell, record, count) = (0, 0, 0, findings.Count); // Where the cell and the record start, and what was found before the record.
        var (block, from, first, isOpenMarked) = (0, 0, 0, false); // The next block, what of it is done, where this one starts, and whether the cell that is open at its end has places.
        var (structure, marked) = (0UL, 0UL); // What is left of the block, and which of it ends cells with places.
        while (true)
        {
            while (structure == 0 && block < blocks.Length)
            {
                first = block * BlockMasks.Size;
                ref readonly var masks = ref blocks[block++];
                var left = from > first ? ulong.MaxValue << (from - first) : ulong.MaxValue;
                structure = masks.Structure & left;
                marked = MarkedEnds(structure, (masks.Any | masks.Quote) & left, ref isOpenMarked);
            }

            if (structure == 0) break;
            var end = first + BitOperations.TrailingZeroCount(structure);
            var isMarked = (marked & structure & (0 - structure)) != 0;
            structure &= structure - 1;
            if (isMarked || (end > cell && (IsNamed(named, column) || _values.MayHide(end))))
            {
                var cellEnd = _cells.Scan(text, cell, end, SignalsOf(column), isMarked, options, findings);
                if (cellEnd < 0) return false;
                if (cellEnd != end) (end, block, from, structure, isOpenMarked) = (cellEnd, (cellEnd + 1) / BlockMasks.Size, cellEnd + 1, 0, false);
                if (end == text.Length)
                {
                    cell = end;
                    break;
                }
            }

            cell = end + 1;
            if (text[end] == _delimiter)
            {
                column++;
                continue;
            }

            EndRecord(text, record, end, column + 1, count, options, findings);
            if (text[end] == '\r' && cell < text.Length && text[cell] == '\n')
            {
                cell++;
                if (structure != 0) structure &= structure - 1; // The line feed, unless it is in the next block.
                else (block, from, isOpenMarked) = (cell / BlockMasks.Size, cell, false);
            }

            (column, record, count) = (0, cell, findings.Count);
        }

        if (cell < text.Length && !_cells.ScanLast(text, cell, isOpenMarked, SignalsOf(column), options, findings)) return false;
        if (record < text.Length) EndRecord(text, record, text.Length, column + 1, count, options, findings);
        return true;
    }

    /// <summary>Reads what the cells of a header say.</summary>
    /// <param name="header">The first record.</param>
    /// <param name="custom">The detectors that policy declares.</param>
    public Signals[] ReadHeader(ReadOnlySpan<byte> header, CustomDetectors? custom)
    {
        _index.Build(header, TextFormat.Csv(_delimiter));
        var columns = new List<Signals>();
        for (var at = 0; at <= header.Length;)
        {
            var (start, end) = (at, 0);
            if (at < header.Length && header[at] == '"' && _cells.ClosingQuote(header, at + 1) is >= 0 and var quote)
            {
                start++;
                end = quote;
                at = _cells.EndOf(header.Length, quote + 1);
            }
            else
            {
                end = at = _cells.EndOf(header.Length, at);
            }

            columns.Add(_values.SignalsOf(header[start..end], custom));
            _siblings.Name(columns.Count - 1, header[start..end], columns[^1]);
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
        _siblings.Name(column, name, Columns[column]);
    }

    /// <summary>Ends a record: joins what stands under several columns, and counts it; with the wrong number of cells it is good only if these are of the columns in which they stand all the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndRecord(ReadOnlySpan<byte> text, int start, int end, int cells, int count, in ScanOptions options, FindingList findings)
    {
        if (start == end) return;
        if (_siblings.MayJoin) _siblings.Scan(text, start, end, options, findings);
        if (cells == Cells || Cells == 0 || (_ragged ??= new RaggedRecord(_delimiter)).IsInPlace(text, start, end, Columns, Cells, count, options, findings)) Records.Whole++;
        else Records.Ragged.Add((start, end));
    }

    /// <summary>Finds the ends of the cells in which there are places.</summary>
    /// <param name="structure">Where cells end.</param>
    /// <param name="places">The places.</param>
    /// <param name="isOpen">Whether the cell that is open has places: at the beginning of the block, then at its end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MarkedEnds(ulong structure, ulong places, ref bool isOpen)
    {
        // All bits of a cell are set, so one place more carries over to the bit that ends it, and so do several.
        var cells = ~structure;
        var sum = cells + (places & cells);
        var isCarried = sum < cells;
        if (isOpen) isCarried |= ++sum == 0;
        isOpen = isCarried;
        return sum & structure;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNamed(ulong named, int column) => ((named >> Math.Min(column, LastFlag)) & 1) != 0;

    /// <summary>Finds the columns whose cells are looked at as a whole: bit i stands for column i, the last for all from there on.</summary>
    private ulong NamedColumns()
    {
        var named = 0UL;
        for (var column = 0; column < Columns.Length; column++)
            if ((Columns[column] & NamedField.Kinds) != 0) named |= 1UL << Math.Min(column, LastFlag);
        return named;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Signals SignalsOf(int column) => (uint)column < (uint)Columns.Length ? Columns[column] : Signals.None;
}
