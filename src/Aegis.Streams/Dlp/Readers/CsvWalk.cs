using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Walks through records of delimited values (RFC 4180) and scans each cell, with its column as context.</summary>
/// <param name="delimiter">What stands between cells.</param>
internal sealed class CsvWalk(byte delimiter)
{
    private const int MostColumns = 65_536;
    private const int LastFlag = 63;

    private readonly TextIndex _index = new();
    private readonly ValueScanner _values = new();
    private readonly SiblingCells _siblings = new(delimiter);
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
                var cellEnd = ScanCell(text, cell, end, column, isMarked, options, findings);
                if (cellEnd < 0) return false;
                if (cellEnd != end) (end, block, from, structure, isOpenMarked) = (cellEnd, (cellEnd + 1) / BlockMasks.Size, cellEnd + 1, 0, false);
                if (end == text.Length)
                {
                    cell = end;
                    break;
                }
            }

            cell = end + 1;
            if (text[end] == delimiter)
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

        if (cell < text.Length && !ScanLast(text, cell, isOpenMarked, SignalsOf(column), options, findings)) return false;
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
                at = CellEnd(header.Length, quote + 1);
            }
            else
            {
                end = at = CellEnd(header.Length, at);
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
        if (cells == Cells || Cells == 0 || (_ragged ??= new RaggedRecord(delimiter)).IsInPlace(text, start, end, Columns, Cells, count, options, findings)) Records.Whole++;
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

    /// <summary>Scans a cell in which there is something to look at.</summary>
    /// <returns>Where it ends, which may be later where a quote begins it; -1: the quote is not closed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanCell(ReadOnlySpan<byte> text, int cell, int end, int column, bool isMarked, in ScanOptions options, FindingList findings)
    {
        var signals = SignalsOf(column);
        if ((signals & Signals.Kinds) == 0 && IsIdle(text, cell, end, findings)) return end;
        return ScanMarked(text, cell, end, signals, isMarked, options, findings);
    }

    /// <summary>Says whether there is nothing to do with a cell under a column that names nothing, as with most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsIdle(ReadOnlySpan<byte> text, int cell, int end, FindingList findings)
    {
        if (end - cell > BlockMasks.Size || text[cell] == '"' || _values.MayHide(end) || findings.TakesUnnamed) return false;
        var window = ulong.MaxValue >> (cell - end);
        return (_index.SpecialFrom(cell) & window) == 0 && UnnamedField.PlacesLeft(text, _index, cell, end, _index.PlacesFrom(cell) & window, out _) == 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanMarked(ReadOnlySpan<byte> text, int cell, int end, Signals signals, bool isMarked, in ScanOptions options, FindingList findings)
    {
        if (isMarked && text[cell] == '"') return IsQuotedShort(text, cell, end) ? ScanQuotedShort(text, cell, end, signals, options, findings) : ScanQuoted(text, cell, signals, options, findings);
        ScanValue(text, cell, end, signals, isQuoted: false, isMarked, options, findings);
        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanQuotedShort(ReadOnlySpan<byte> text, int cell, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        var (start, last) = (cell + 1, end - 1);
        if (last > start && (!_index.IsShortAndPlain(start, last) || (signals & NamedField.Kinds) != 0 || _values.MayHide(last))) ScanValue(text, start, last, signals, isQuoted: true, isMarked: true, options, findings);
        return end;
    }

    /// <summary>Says whether a cell that a quote begins is short and ends with the next quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsQuotedShort(ReadOnlySpan<byte> text, int cell, int end)
    {
        var size = end - cell - 2;
        if ((uint)size > BlockMasks.Size || text[end - 1] != '"') return false;
        return size == 0 || (_index.QuotesFrom(cell + 1) & (ulong.MaxValue >> -size)) == 0;
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

    /// <summary>Scans the last cell, which no line end ends.</summary>
    /// <returns>Whether it is well formed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ScanLast(ReadOnlySpan<byte> text, int cell, bool isMarked, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (text[cell] == '"') return ScanQuoted(text, cell, signals, options, findings) >= 0;
        if (isMarked || _values.MayHide(text.Length) || (signals & NamedField.Kinds) != 0) ScanValue(text, cell, text.Length, signals, isQuoted: false, isMarked, options, findings);
        return true;
    }

    /// <summary>Scans a cell that a quote begins.</summary>
    /// <returns>Where it ends; -1: the quote is not closed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanQuoted(ReadOnlySpan<byte> text, int cell, Signals signals, in ScanOptions options, FindingList findings)
    {
        var quote = ClosingQuote(text, cell + 1);
        if (quote < 0) return -1;
        var end = CellEnd(text.Length, quote + 1);

        // More than quotes may hold: the cell as it stands.
        if (end > quote + 1) ScanValue(text, cell, end, signals, isQuoted: false, isMarked: true, options, findings);
        else ScanValue(text, cell + 1, quote, signals, isQuoted: true, isMarked: true, options, findings);
        return end;
    }

    private static bool HasNumberOrReference(ReadOnlySpan<byte> cell) => ByteClass.HasNumber(cell) || ReferenceDecode.MayHave(cell);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ScanValue(ReadOnlySpan<byte> text, int start, int end, Signals signals, bool isQuoted, bool isMarked, in ScanOptions options, FindingList findings)
    {
        var found = findings.Count;
        _values.Scan(text, start, end, signals, options, findings);
        if (findings.Count == found || text[start] is not ((byte)'[' or (byte)'{' or (byte)' ')) return;
        MarkNumbers(text, start, end, isQuoted, isMarked, findings.Span[found..]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MarkNumbers(ReadOnlySpan<byte> text, int start, int end, bool isQuoted, bool isMarked, Span<DlpFinding> findings)
    {
        if (isMarked || HasNumberOrReference(text[start..end])) JsonInCell.MarkNumbers(text, start, end, isQuoted, findings);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Signals SignalsOf(int column) => (uint)column < (uint)Columns.Length ? Columns[column] : Signals.None;

    private int ClosingQuote(ReadOnlySpan<byte> text, int start)
    {
        while (true)
        {
            var quote = _index.NextQuote(start);
            if (quote < 0) return -1;
            if (quote + 1 >= text.Length || text[quote + 1] != '"') return quote;
            start = quote + 2;
        }
    }

    /// <summary>Finds the end of a cell without quotes.</summary>
    private int CellEnd(int length, int at) => _index.NextStructure(at) is >= 0 and var end ? end : length;
}
