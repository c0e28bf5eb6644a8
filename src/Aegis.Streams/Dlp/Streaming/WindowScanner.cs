using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Readers;

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
    private readonly RedactedNames _names = new();
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
            case WindowKind.Preamble:
                var above = _scanner.ScanText(window.Text);
                scanned.FindingList.AddRange(above.Findings);
                _filter?.KeepAnywhere(window.Text, scanned.FindingList);
                if (!above.IsComplete) scanned.BadLineList.Add(new BadLine(0, window.Text.Length, window.FirstLine));
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
                AddText(scanned, result.Findings);
                _filter?.KeepAnywhere(window.Text, scanned.FindingList);
                scanned.Records = Lines(window.Own);
                break;
        }
    }

    private static long Lines(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);

    /// <summary>Adds what was found in text. What is left of a private key is redacted to its end; without one, so is all that follows it in the stream.</summary>
    private void AddText(ScannedWindow scanned, ReadOnlySpan<DlpFinding> findings)
    {
        var window = scanned.Window;
        var (start, end) = (window.OwnStart, window.OwnStart);
        if (window.IsInKey && _scanner.Options.Entities.Has(DlpEntity.Secret))
        {
            end = PrivateKeyDetector.EndAfter(window.Text[start..]) is >= 0 and var length ? start + length : window.Text.Length;
            scanned.FindingList.Add(new DlpFinding(start, end - start, DlpEntity.Secret, Confidence.Max, FindingFlags.None));
        }

        foreach (var finding in findings)
        {
            if (end == start || finding.Start >= end) scanned.FindingList.Add(finding);
            else if (finding.End > end) scanned.FindingList.Add(finding with { Start = end, Length = finding.End - end });
        }
    }

    private void ScanRecords(ScannedWindow scanned)
    {
        var window = scanned.Window;
        if (_header is not { } header || !header.Equals(window.Header))
        {
            _scanner.ReadHeader(window.Header.Span, options.Split.Delimiter);
            foreach (var (column, name) in options.Columns) _scanner.NameColumn(column, Encoding.UTF8.GetBytes(name));
            _filter?.ReadHeader(window.Header.Span, options.Split.Delimiter);
            if (window.Header.IsEmpty && options.Columns.Count > 0) _scanner.ExpectCells(options.Split.Cells);
            _header = window.Header;
        }

        var result = _scanner.ScanRecords(window.Text);
        scanned.FindingList.AddRange(result.Findings);
        CsvPlaces.Locate(window.Text, options.Split.Delimiter, scanned.Findings, scanned.ColumnList);
        if (window.Kind != WindowKind.Header) scanned.Records = _scanner.Records.Whole;
        if (!result.IsWellFormed || result.IsPartial) scanned.BadLineList.Add(new BadLine(0, window.Text.Length, window.FirstLine));
        else if (!result.IsComplete) AddRagged(scanned);
        _filter?.KeepRecords(window.Text, scanned.FindingList, scanned.ColumnList);
    }

    private void AddRagged(ScannedWindow scanned)
    {
        var text = scanned.Window.Text;
        var (line, at, next) = (scanned.Window.FirstLine, 0, 0);
        foreach (var (start, stop) in _scanner.Records.Ragged)
        {
            var end = LineEnds.After(text, stop);
            line += LineEnds.Count(text[at..start]);
            at = start;
            scanned.BadLineList.Add(new BadLine(start, end, line, BadLineReason.Ragged));
            while (next < scanned.FindingList.Count && scanned.FindingList[next].Start < start) next++;
            for (; next < scanned.FindingList.Count && scanned.FindingList[next].Start < end; next++) scanned.ColumnList[next] = CsvPlaces.NoColumn;
        }
    }

    private void ScanLines(ScannedWindow scanned)
    {
        var text = scanned.Window.Text;
        var line = scanned.Window.FirstLine;
        for (int start = 0, end; start < text.Length; start = end, line++)
        {
            end = LineEnds.After(text, start);
            var json = text[start..end];
            if (json.Trim(" \t\r\n"u8).IsEmpty) continue;
            var result = _scanner.ScanJson(json);
            if (result.IsComplete && HasPlainStrings(json))
            {
                var reason = Add(scanned, result.Findings, start, json);
                if (reason is { } bad) scanned.BadLineList.Add(new BadLine(start, end, line, bad));
                else scanned.Records++;
            }
            else
            {
                scanned.BadLineList.Add(new BadLine(start, end, line));
                foreach (var finding in _scanner.ScanText(json).Findings)
                {
                    scanned.FindingList.Add(finding with { Start = finding.Start + start });
                    scanned.PathList.Add("");
                }
            }
        }
    }

    /// <summary>Says whether no control character stands in a string, where JSON has none; outside of strings tabs may stand.</summary>
    private static bool HasPlainStrings(ReadOnlySpan<byte> json)
    {
        if (json.TrimEnd("\r\n"u8).IndexOfAnyInRange((byte)0, (byte)0x1F) < 0) return true;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonWalk.MaxDepth });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Adds what was found in a line.</summary>
    /// <returns>Why the line is no record all the same; <see langword="null"/>: it is one.</returns>
    private BadLineReason? Add(ScannedWindow scanned, ReadOnlySpan<DlpFinding> findings, int start, ReadOnlySpan<byte> json)
    {
        if (findings.IsEmpty) return null;
        var first = scanned.FindingList.Count;
        foreach (var finding in findings) scanned.FindingList.Add(finding with { Start = finding.Start + start });
        if (json.IsEmpty) _filter?.KeepAnywhere(scanned.Window.Text, scanned.FindingList, first);
        else _filter?.KeepMembers(scanned.Window.Text, start, start + json.Length, scanned.FindingList, first);
        var own = CollectionsMarshal.AsSpan(scanned.FindingList)[first..];
        if (own.IsEmpty) return null;
        if (!_places.Locate(json, start, own, scanned.PathList, out var areInNames)) return BadLineReason.Unreadable;
        return areInNames && !_names.AreApart(json, start, own) ? BadLineReason.SameNames : null;
    }
}
