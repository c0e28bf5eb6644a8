using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Encodings;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Scans one value: as it is where it is what it means, else folded, its findings brought back to the raw bytes; and what it holds in base64.
/// </summary>
/// <param name="decodes">Whether what a value holds in base64 is scanned too.</param>
internal sealed class ValueScanner(bool decodes = true)
{
    private readonly TextFold _fold = new();
    private readonly TextIndex _folded = new();
    private EncodedScanner? _encoded;
    private int _nextRun = int.MaxValue; // Where the next run of base64 in the text that was begun starts.
    private int _nextRunEnd;

    /// <summary>Begins a text whose values are scanned in their order.</summary>
    /// <param name="text">The text.</param>
    public void Begin(ReadOnlySpan<byte> text)
    {
        (_nextRun, _nextRunEnd) = (int.MaxValue, int.MaxValue);
        if (decodes && Base64Run.Next(text, 0, out var start, out var end)) (_nextRun, _nextRunEnd) = (start, end);
    }

    /// <summary>Says whether base64 may start before a place, in what was not scanned.</summary>
    /// <param name="end">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBeEncoded(int end) => _nextRun < end;

    /// <summary>Scans a value.</summary>
    /// <param name="text">The text that the masks were made of.</param>
    /// <param name="index">The masks.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> text, TextIndex index, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (start >= end) return;
        var kind = index.Look(start, end);
        if (kind == StretchKind.Special)
        {
            ScanFolded(text[start..end], start, signals, options, findings);
            return;
        }

        if (kind != StretchKind.Plain || (signals & NamedField.Kinds) != 0) FieldScanner.Scan(text, index, start, end, signals, options, findings);
        if (MayBeEncoded(end)) ScanEncoded(text, start, end, signals, options, findings);
    }

    /// <summary>Scans what a value holds in base64 that is what it means: ASCII without escapes.</summary>
    /// <param name="text">The text that was begun.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanEncoded(ReadOnlySpan<byte> text, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        while (_nextRunEnd <= start)
        {
            if (Base64Run.Next(text, _nextRunEnd, out var run, out var runEnd)) (_nextRun, _nextRunEnd) = (run, runEnd);
            else (_nextRun, _nextRunEnd) = (int.MaxValue, int.MaxValue);
        }

        if (_nextRun < end) ScanDecoded(text[start..end], start, signals, options, findings);
    }

    /// <summary>Scans what a text holds in base64.</summary>
    /// <param name="value">The text: what it means, escapes undone.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanDecoded(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (!decodes || !Base64Run.Next(value, 0, out _, out _)) return;
        _encoded ??= new EncodedScanner();
        findings.Base += start;
        _encoded.Scan(value, signals, options, findings);
        findings.Base -= start;
    }

    /// <summary>Scans a value in its folded form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanFolded(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (!TextFold.Changes(value))
        {
            ScanPlain(value, start, signals, options, findings);
            return;
        }

        _fold.Fold(value);
        var (count, offset) = (findings.Count, findings.Base);
        findings.Base = 0;
        ScanPlain(_fold.Text, 0, signals, options, findings);
        findings.Base = offset;
        foreach (ref var finding in findings.Span[count..])
        {
            finding = _fold.Unfold(finding, value);
            finding = finding with { Start = finding.Start + start + offset };
        }
    }

    private void ScanPlain(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (value.IsEmpty) return;
        _folded.Build(value, TextFormat.Text);
        findings.Base += start;
        FieldScanner.Scan(value, _folded, 0, value.Length, signals, options, findings);
        findings.Base -= start;
        ScanDecoded(value, start, signals, options, findings);
    }

    /// <summary>Reads what a key says that is not plain ASCII.</summary>
    /// <param name="key">The key.</param>
    public Signals SignalsOf(ReadOnlySpan<byte> key)
    {
        _fold.Fold(key);
        return KeyName.Read(_fold.Text);
    }
}
