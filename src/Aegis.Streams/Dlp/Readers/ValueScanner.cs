using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>Scans one value: as it is where it is what it means, else folded, its findings brought back to the raw bytes.</summary>
internal sealed class ValueScanner
{
    private readonly TextFold _fold = new();
    private readonly TextIndex _folded = new();

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
        if (kind == StretchKind.Plain && (signals & NamedField.Kinds) == 0) return;
        if (kind == StretchKind.Special) ScanFolded(text[start..end], start, signals, options, findings);
        else FieldScanner.Scan(text, index, start, end, signals, options, findings);
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
    }

    /// <summary>Reads what a key says that is not plain ASCII.</summary>
    /// <param name="key">The key.</param>
    public Signals SignalsOf(ReadOnlySpan<byte> key)
    {
        _fold.Fold(key);
        return KeyName.Read(_fold.Text);
    }
}
