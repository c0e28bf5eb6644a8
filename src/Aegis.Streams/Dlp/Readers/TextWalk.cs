using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Encodings;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Scans plain text. Lines that are what they mean are scanned as they are; others are folded, together with the lines beside them, since
/// a value may run over one end of a line. Each finding belongs to the line in which it starts, so none is found twice.
/// </summary>
internal sealed class TextWalk
{
    private readonly TextIndex _index = new();
    private readonly ValueScanner _values = new();
    private readonly List<(int From, int To)> _folded = [];

    /// <summary>Scans a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Walk(ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        if (text.IsEmpty) return;
        _index.Build(text, TextFormat.Text);
        if (_index.Look(0, text.Length) != StretchKind.Special)
        {
            FieldScanner.ScanStretch(text, _index, 0, text.Length, options, findings);
            _values.ScanMore(text, _index, 0, Signals.None, options, findings);
            return;
        }

        // A key in PEM runs over many lines; it must not end where folding does.
        if (text.IndexOf("-----BEGIN "u8) >= 0)
        {
            _values.ScanFolded(text, 0, Signals.None, options, findings);
            return;
        }

        _folded.Clear();
        var done = 0;
        for (var special = _index.NextSpecial(0); special >= 0;)
        {
            // The lines before and after one that is not what it means are folded with it, and so are those that touch them.
            var start = LineStart(text, LineStart(text, special + 1));
            var end = LineEnd(text, special);
            for (special = _index.NextSpecial(end); special >= 0 && LineStart(text, LineStart(text, special + 1)) <= LineEnd(text, end); special = _index.NextSpecial(end)) end = LineEnd(text, special);
            end = LineEnd(text, end);
            if (start > done) Scan(text, done, start, isFolded: false, options, findings);
            Scan(text, start, end, isFolded: true, options, findings);
            done = end;
        }

        if (done < text.Length) Scan(text, done, text.Length, isFolded: false, options, findings);
        ScanRuns(text, options, findings);
    }

    private static int LineEnd(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOf((byte)'\n');
        return length < 0 ? text.Length : start + length + 1;
    }

    private static int LineStart(ReadOnlySpan<byte> text, int end) => end <= 0 ? 0 : text[..(end - 1)].LastIndexOf((byte)'\n') + 1;

    private void Scan(ReadOnlySpan<byte> text, int from, int to, bool isFolded, in ScanOptions options, FindingList findings)
    {
        if (isFolded) _folded.Add((from, to));
        else FieldScanner.ScanStretch(text, _index, from, to, options, findings);
        var count = findings.Count;
        var (start, end) = (LineStart(text, from), to < text.Length ? LineEnd(text, to) : to);
        if (isFolded) _values.ScanFolded(text[start..end], start, Signals.None, options, findings);
        else if (options.HasWeak || HasZero(text, start, end)) _values.ScanReadings(text[start..end], start, Signals.None, options, findings);
        findings.KeepOwn(count, findings.Base + from, findings.Base + to);
    }

    private bool HasZero(ReadOnlySpan<byte> text, int start, int end) => LetterZero.Next(text, _index, start) is >= 0 and var letter && letter < end;

    /// <summary>Scans the base64 of the whole text, since it goes on over lines, folded or not; what lies in lines that were folded was decoded there.</summary>
    private void ScanRuns(ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings)
    {
        var next = 0;
        for (var at = 0; Base64Run.Next(text, _index, at, out var start, out var end); at = end)
        {
            while (next < _folded.Count && _folded[next].To <= start) next++;
            if (next == _folded.Count || start < _folded[next].From || end > _folded[next].To) _values.ScanRun(text, start, end, options, findings);
        }
    }
}
