using System.Buffers;
using System.Text.Unicode;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>
/// Redacts the rows of a list by a profile of policy, a chunk at a time. What becomes of a chunk depends on its bytes, the layout and the profile
/// alone: who redacts it again gets the same bytes. Of good rows they are those that redacting the whole file gives, aside from numbers
/// (<see cref="RecordProfile.NumbersValues"/>), which start again in each chunk. Keeps its memory; one redactor serves one thread.
/// </summary>
public sealed class RowRedactor
{
    private readonly RowLayout _layout;
    private readonly RedactionPlan _plan;
    private readonly WindowScanner _scanner;
    private readonly StreamRedactor _redactor;
    private readonly ScannedWindow _scanned = new();
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly List<BadLine> _bad = [];
    private readonly long[] _counts = new long[64];
    private long _rows;
    private long _blocked;

    /// <summary>Initializes a redactor.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="layout">What the rows are.</param>
    /// <param name="year">The year of today: a later one is no year of birth.</param>
    /// <param name="hashKey">The key of hashes, one for each tenant; empty: the profile hashes nothing.</param>
    /// <exception cref="ArgumentException">The rows are text, the profile cannot govern them (<see cref="RecordProfile.FaultOf"/> says why), or hashes have no key of 16 bytes and more.</exception>
    public RowRedactor(RecordProfile profile, RowLayout layout, int year, ReadOnlyMemory<byte> hashKey = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.Format == RecordFormat.Text) throw new ArgumentException("Text has no rows.", nameof(layout));
        if (profile.FaultOf(layout) is { } fault) throw new ArgumentException($"The profile {profile.Name} {fault}.", nameof(profile));
        (_layout, _plan) = (layout, profile.PlanWith(hashKey));
        var split = new SplitOptions { Format = layout.Format, Delimiter = layout.Delimiter, HasHeader = false, Cells = layout.Cells };
        _scanner = new WindowScanner(new StreamScanOptions(split, new ScanOptions(profile.Entities, year)) { Columns = layout.Columns, Profile = profile });
        _redactor = new StreamRedactor(_plan, layout.Format, layout.Delimiter);
    }

    /// <summary>Redacts a chunk.</summary>
    /// <param name="rows">Whole rows with their line ends; the last may have none.</param>
    /// <returns>What came of it.</returns>
    public RowRedaction Redact(ReadOnlySpan<byte> rows)
    {
        Begin();
        if (!IsText(rows) || !TryRedact(rows)) RedactEach(rows);
        return End();
    }

    /// <summary>Redacts what stands before the record that names the columns: titles, comments.</summary>
    /// <param name="preamble">Whole lines.</param>
    /// <returns>What came of it; it counts as no row.</returns>
    public RowRedaction RedactPreamble(ReadOnlySpan<byte> preamble) => RedactWhole(WindowKind.Preamble, preamble);

    /// <summary>Redacts the record that names the columns, which may hold something itself.</summary>
    /// <returns>What came of it; it counts as no row.</returns>
    public RowRedaction RedactHeader() => RedactWhole(WindowKind.Header, _layout.Header.Span);

    private static bool IsText(ReadOnlySpan<byte> rows) => Utf8.IsValid(rows) && !rows.Contains((byte)0);

    private void Begin()
    {
        _output.ResetWrittenCount();
        _redactor.BeginDocument();
        _bad.Clear();
        Array.Clear(_counts);
        (_rows, _blocked) = (0, 0);
    }

    private RowRedaction End() => new()
    {
        Output = _blocked > 0 ? default : _output.WrittenMemory,
        Rows = _rows,
        BadRows = [.. _bad],
        Counts = [.. _plan.Names.All.Where(entity => _counts[(int)entity] > 0).OrderByDescending(entity => _counts[(int)entity]).Select(entity => new EntityCount(_plan.Names.NameOf(entity), _counts[(int)entity]))],
        Blocked = _blocked,
    };

    private RowRedaction RedactWhole(WindowKind kind, ReadOnlySpan<byte> text)
    {
        Begin();
        _scanned.Window.Set(kind, text, 0, text.Length, 0, 1, default);
        if (IsText(text)) Scan();
        else _bad.Add(new BadLine(0, text.Length, 1));
        if (_bad.Count == 0) Take(0);
        return End();
    }

    /// <summary>Redacts rows at once, which records of delimited values can be only if all of them are good.</summary>
    private bool TryRedact(ReadOnlySpan<byte> rows)
    {
        _scanned.Window.Set(WindowKind.Records, rows, 0, rows.Length, 0, 1, _layout.Header);
        Scan();
        if (_layout.Format == RecordFormat.Csv && _scanned.BadLines.Count > 0) return false;
        Take(0);
        return true;
    }

    /// <summary>Redacts rows one by one, so that a bad one costs no other. Where quotes are not closed, rows end as they do in a file.</summary>
    private void RedactEach(ReadOnlySpan<byte> rows)
    {
        byte[] closed = rows.EndsWith("\n"u8) ? [.. rows] : [.. rows, (byte)'\n'];
        var options = new SplitOptions { Format = _layout.Format, Delimiter = _layout.Delimiter, HasHeader = false, BeginsFile = false, WindowBytes = 1, LongestRecordBytes = closed.Length };
        var (splitter, row) = (new RecordSplitter(new MemoryStream(closed, writable: false), options), new RecordWindow());
        while (splitter.Next(row))
        {
            var start = (int)row.Offset;
            var text = row.Own[..Math.Min(row.Own.Length, rows.Length - start)];
            if (row.Kind is WindowKind.BadRow or WindowKind.BadRest || !IsText(text))
            {
                _bad.Add(new BadLine(start, start + text.Length, row.FirstLine));
                continue;
            }

            _scanned.Window.Set(row.Kind, text, 0, text.Length, 0, row.FirstLine, _layout.Header);
            Scan();
            Take(start);
        }
    }

    /// <summary>Writes the good rows that were scanned, and counts.</summary>
    private void Take(int offset)
    {
        var next = 0;
        foreach (ref readonly var finding in _scanned.Findings)
        {
            while (next < _scanned.BadLines.Count && _scanned.BadLines[next].End <= finding.Start) next++;
            if (next < _scanned.BadLines.Count && _scanned.BadLines[next].Start <= finding.Start) continue;
            if (_plan.OperatorOf(finding.Entity) == RedactionOperator.Block) _blocked++;
            if (!finding.Flags.HasFlag(FindingFlags.Secondary)) _counts[(int)finding.Entity]++;
        }

        foreach (var bad in _scanned.BadLines) _bad.Add(bad with { Start = bad.Start + offset, End = bad.End + offset });
        if (!_redactor.Rewrite(_scanned, _output) && _blocked == 0) _blocked++;
        _rows += _scanned.Records;
    }

    private void Scan()
    {
        _scanner.Scan(_scanned);
        (_scanned.PassedStart, _scanned.PassedEnd) = (0, _scanned.Window.Text.Length);
    }
}
