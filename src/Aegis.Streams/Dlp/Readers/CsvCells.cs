using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Scans the cells that <see cref="CsvWalk"/> finds, quoted or not.</summary>
/// <param name="index">The masks of the records.</param>
/// <param name="values">Scans what a cell means.</param>
internal sealed class CsvCells(TextIndex index, ValueScanner values)
{
    /// <summary>Scans a cell in which there is something to look at.</summary>
    /// <param name="text">The records.</param>
    /// <param name="cell">Where the cell starts.</param>
    /// <param name="end">Where the next delimiter or line end is.</param>
    /// <param name="signals">What its column says.</param>
    /// <param name="isMarked">Whether it has a place or a quote.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>Where it ends, which may be later where a quote begins it; -1: the quote is not closed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Scan(ReadOnlySpan<byte> text, int cell, int end, Signals signals, bool isMarked, in ScanOptions options, FindingList findings)
    {
        if (text[cell] != '"' && values.IsIdle(text, cell, end, signals, findings)) return end;
        return ScanBusy(text, cell, end, signals, isMarked, options, findings);
    }

    /// <summary>Scans the last cell, which no line end ends.</summary>
    /// <param name="text">The records.</param>
    /// <param name="cell">Where the cell starts.</param>
    /// <param name="isMarked">Whether it has a place or a quote.</param>
    /// <param name="signals">What its column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <returns>Whether it is well formed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool ScanLast(ReadOnlySpan<byte> text, int cell, bool isMarked, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (text[cell] == '"') return ScanQuoted(text, cell, signals, options, findings) >= 0;
        if (isMarked || values.MayHide(text.Length) || (signals & NamedField.Kinds) != 0) ScanValue(text, cell, text.Length, signals, isQuoted: false, isMarked, options, findings);
        return true;
    }

    /// <summary>Finds the quote that closes a cell; two of them stand for one in it.</summary>
    /// <param name="text">The records.</param>
    /// <param name="start">The offset after the quote that opens it.</param>
    /// <returns>Where it is; -1: there is none.</returns>
    public int ClosingQuote(ReadOnlySpan<byte> text, int start)
    {
        while (true)
        {
            var quote = index.NextQuote(start);
            if (quote < 0) return -1;
            if (quote + 1 >= text.Length || text[quote + 1] != '"') return quote;
            start = quote + 2;
        }
    }

    /// <summary>Finds the end of a cell without quotes.</summary>
    /// <param name="length">How long the records are.</param>
    /// <param name="at">Where to begin.</param>
    public int EndOf(int length, int at) => index.NextStructure(at) is >= 0 and var end ? end : length;

    /// <summary>Scans a cell that is not passed over.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanBusy(ReadOnlySpan<byte> text, int cell, int end, Signals signals, bool isMarked, in ScanOptions options, FindingList findings)
    {
        if (isMarked && text[cell] == '"') return IsQuotedShort(text, cell, end) ? ScanQuotedShort(text, cell, end, signals, options, findings) : ScanQuoted(text, cell, signals, options, findings);
        ScanValue(text, cell, end, signals, isQuoted: false, isMarked, options, findings);
        return end;
    }

    /// <summary>Says whether a cell that a quote begins is short and ends with the next quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsQuotedShort(ReadOnlySpan<byte> text, int cell, int end)
    {
        var size = end - cell - 2;
        if ((uint)size > BlockMasks.Size || text[end - 1] != '"') return false;
        return size == 0 || (index.QuotesFrom(cell + 1) & (ulong.MaxValue >> -size)) == 0;
    }

    /// <summary>Scans such a cell.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanQuotedShort(ReadOnlySpan<byte> text, int cell, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        var (start, last) = (cell + 1, end - 1);
        if (last > start && (!index.IsShortAndPlain(start, last) || (signals & NamedField.Kinds) != 0 || values.MayHide(last))) ScanValue(text, start, last, signals, isQuoted: true, isMarked: true, options, findings);
        return end;
    }

    /// <summary>Scans a cell that a quote begins.</summary>
    /// <returns>Where it ends; -1: the quote is not closed.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanQuoted(ReadOnlySpan<byte> text, int cell, Signals signals, in ScanOptions options, FindingList findings)
    {
        var quote = ClosingQuote(text, cell + 1);
        if (quote < 0) return -1;
        var end = EndOf(text.Length, quote + 1);

        // More than quotes may hold: the cell as it stands.
        if (end > quote + 1) ScanValue(text, cell, end, signals, isQuoted: false, isMarked: true, options, findings);
        else ScanValue(text, cell + 1, quote, signals, isQuoted: true, isMarked: true, options, findings);
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ScanValue(ReadOnlySpan<byte> text, int start, int end, Signals signals, bool isQuoted, bool isMarked, in ScanOptions options, FindingList findings)
    {
        var found = findings.Count;
        values.Scan(text, start, end, signals, options, findings);
        if (findings.Count == found || text[start] is not ((byte)'[' or (byte)'{' or (byte)' ')) return;
        MarkNumbers(text, start, end, isQuoted, isMarked, findings.Span[found..]);
    }

    /// <summary>Flags findings that are numbers of JSON, where a cell may hold such.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MarkNumbers(ReadOnlySpan<byte> text, int start, int end, bool isQuoted, bool isMarked, Span<DlpFinding> findings)
    {
        var cell = text[start..end];
        if (isMarked || ByteClass.HasNumber(cell) || ReferenceDecode.MayHave(cell)) JsonInCell.MarkNumbers(text, start, end, isQuoted, findings);
    }
}
