using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Judges a record with more or fewer cells than the header. Spreadsheets drop empty cells at the end and add them, which does no harm; a
/// cell that is missing before, or a delimiter too many, moves all that follows under other columns, and both look alike. So the record is
/// good only if no cell holds anything more under any of the columns that it may be of.
/// </summary>
/// <param name="delimiter">What stands between cells.</param>
internal sealed class RaggedRecord(byte delimiter)
{
    // A record of so many cells more or less, or with so many columns to try in all, is looked at no longer.
    private const int MostShift = 64;
    private const int MostTries = 16_384;

    private readonly ValueScanner _values = new();
    private readonly List<(int Start, int End)> _cells = [];
    private readonly HashSet<Signals> _tried = [];

    /// <summary>Says whether the cells of a record are of the columns in which they stand.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the record starts.</param>
    /// <param name="end">Where it ends, without its line end.</param>
    /// <param name="columns">What the columns say.</param>
    /// <param name="expected">How many cells the header has.</param>
    /// <param name="count">How many findings are not of the record.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">The findings.</param>
    public bool IsInPlace(ReadOnlySpan<byte> text, int start, int end, Signals[] columns, int expected, int count, in ScanOptions options, FindingList findings)
    {
        RecordCells.Split(text[start..end], delimiter, _cells);
        var surplus = _cells.Count - expected;
        while (_cells.Count > 0 && IsEmpty(text[start..end][_cells[^1].Start.._cells[^1].End])) _cells.RemoveAt(_cells.Count - 1);
        if (_cells.Count == 0) return true;
        if (_cells.Count > expected || Math.Abs(surplus) > MostShift || _cells.Count * Math.Abs(surplus) > MostTries) return false;
        var found = findings.Count;
        for (var i = 0; i < _cells.Count; i++)
        {
            var (first, last) = surplus > 0 ? (Math.Max(0, i - surplus), i - 1) : (i + 1, i - surplus);
            _tried.Clear();
            _tried.Add(i < columns.Length ? columns[i] : Signals.None);
            for (var column = first; column <= last; column++)
            {
                var signals = column < columns.Length ? columns[column] : Signals.None;
                if (!_tried.Add(signals)) continue;
                var cell = (Start: start + _cells[i].Start, End: start + _cells[i].End);
                _values.ScanFolded(text[cell.Start..cell.End], cell.Start, signals, options, findings);
                var isMore = HasMore(findings, count, found);
                findings.Cut(found);
                if (isMore) return false;
            }
        }

        return true;
    }

    private static bool IsEmpty(ReadOnlySpan<byte> cell) => cell.Trim(" \t\""u8).IsEmpty;

    /// <summary>Says whether a finding covers what none of the record does.</summary>
    private static bool HasMore(FindingList findings, int count, int found)
    {
        foreach (ref readonly var more in findings.Span[found..])
        {
            var isCovered = false;
            foreach (ref readonly var one in findings.Span[count..found]) isCovered |= one.Start <= more.Start && one.End >= more.End;
            if (!isCovered) return true;
        }

        return false;
    }
}
