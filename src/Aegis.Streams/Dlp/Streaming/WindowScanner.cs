using System.Text;
using Aegis.Streams.Dlp.Profiles;

namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Scans windows, for one thread.</summary>
/// <param name="options">How.</param>
internal sealed class WindowScanner(StreamScanOptions options)
{
    private readonly DlpScanner _scanner = new(options.Profile is { } profile ? options.Scan with { Entities = profile.Entities, Custom = profile.Compiled.Custom } : options.Scan)
    {
        Threshold = options.Threshold,
        Thresholds = options.Profile?.Compiled.Thresholds,
    };

    private readonly ProfileFilter? _filter = options.Profile is { } profile ? new ProfileFilter(profile.Compiled) : null;
    private readonly JsonPlaces _places = new();
    private ReadOnlyMemory<byte>? _header;

    /// <summary>Scans a window.</summary>
    /// <param name="scanned">The window, which takes what is found.</param>
    public void Scan(ScannedWindow scanned)
    {
        var window = scanned.Window;
        scanned.FindingList.Clear();
        scanned.ColumnList.Clear();
        scanned.PathList.Clear();
        scanned.BadLineList.Clear();
        scanned.Records = 0;
        switch (window.Kind)
        {
            case WindowKind.Mark:
                break;
            case WindowKind.BadRow or WindowKind.BadRest:
                scanned.FindingList.AddRange(_scanner.ScanText(window.Text).Findings);
                _filter?.KeepAnywhere(window.Text, scanned.FindingList);
                scanned.BadLineList.Add(new BadLine(0, window.Text.Length, window.FirstLine));
                break;
            case var _ when options.Split.Format == RecordFormat.Csv:
                ScanRecords(scanned);
                break;
            case var _ when options.Split.Format == RecordFormat.JsonLines:
                ScanLines(scanned);
                break;
            default:
                var result = _scanner.ScanText(window.Text);
                if (!result.IsComplete) scanned.BadLineList.Add(new BadLine(window.OwnStart, window.Text.Length, window.FirstLine));
                scanned.FindingList.AddRange(result.Findings);
                _filter?.KeepAnywhere(window.Text, scanned.FindingList);
                scanned.Records = Lines(window.Own);
                break;
        }
    }

    private static long Lines(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);

    private void ScanRecords(ScannedWindow scanned)
    {
        var window = scanned.Window;
        if (_header is not { } header || !header.Equals(window.Header))
        {
            _scanner.ReadHeader(window.Header.Span, options.Split.Delimiter);
            foreach (var (column, name) in options.Columns) _scanner.NameColumn(column, Encoding.UTF8.GetBytes(name));
            _filter?.ReadHeader(window.Header.Span, options.Split.Delimiter);
            _header = window.Header;
        }

        var result = _scanner.ScanRecords(window.Text);
        if (!result.IsComplete) scanned.BadLineList.Add(new BadLine(0, window.Text.Length, window.FirstLine));
        scanned.FindingList.AddRange(result.Findings);
        scanned.Records = CsvPlaces.Locate(window.Text, options.Split.Delimiter, scanned.Findings, scanned.ColumnList);
        if (window.Kind == WindowKind.Header) scanned.Records = 0;
        _filter?.KeepRecords(window.Text, scanned.FindingList, scanned.ColumnList);
    }

    private void ScanLines(ScannedWindow scanned)
    {
        var text = scanned.Window.Text;
        var line = scanned.Window.FirstLine;
        for (int start = 0, end; start < text.Length; start = end, line++)
        {
            var length = text[start..].IndexOf((byte)'\n');
            end = length < 0 ? text.Length : start + length + 1;
            var json = text[start..end];
            if (json.Trim(" \t\r\n"u8).IsEmpty) continue;
            var result = _scanner.ScanJson(json);
            if (result.IsComplete)
            {
                scanned.Records++;
                Add(scanned, result.Findings, start, json);
            }
            else
            {
                scanned.BadLineList.Add(new BadLine(start, end, line));
                Add(scanned, _scanner.ScanText(json).Findings, start, default);
            }
        }
    }

    private void Add(ScannedWindow scanned, ReadOnlySpan<DlpFinding> findings, int start, ReadOnlySpan<byte> json)
    {
        if (findings.IsEmpty) return;
        var first = scanned.FindingList.Count;
        foreach (var finding in findings) scanned.FindingList.Add(finding with { Start = finding.Start + start });
        if (json.IsEmpty) _filter?.KeepAnywhere(scanned.Window.Text, scanned.FindingList, first);
        else _filter?.KeepMembers(scanned.Window.Text, start, start + json.Length, scanned.FindingList, first);
        _places.Locate(json, start, scanned.Findings[first..], scanned.PathList);
    }
}
