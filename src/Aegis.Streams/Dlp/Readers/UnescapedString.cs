using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Folding;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>A string of JSON as what it means, and scanned so; where escapes are left in that, as in a text with JSON in it, once more without these.</summary>
/// <param name="values">Scans what it means.</param>
internal sealed class UnescapedString(ValueScanner values)
{
    private readonly MappedText _text = new();
    private readonly MappedText _again = new();

    /// <summary>Gets what the string means.</summary>
    public ReadOnlySpan<byte> Text => _text.Text;

    /// <summary>Gets a value indicating whether what the string means may hold escapes of its own.</summary>
    public bool HasEscapes => Text.Contains((byte)'\\');

    /// <summary>Reads a string.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    public void Read(ReadOnlySpan<byte> raw) => JsonUnescape.Decode(raw, _text);

    /// <summary>Scans the string that was read last.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    /// <param name="start">Where that starts.</param>
    /// <param name="signals">What its key says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> raw, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        var count = findings.Count;
        values.ScanFolded(Text, 0, signals, options, findings);
        if (HasEscapes) ScanAgain(count, signals, options, findings);
        MapBack(findings, count, start, raw, 0);
    }

    /// <summary>Brings findings in what the string means back to the string.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="count">How many are not of it.</param>
    /// <param name="start">Where the string starts.</param>
    /// <param name="raw">What stands between the quotes; empty: escapes in it are not remarkable.</param>
    /// <param name="deeper">How many strings of JSON deeper they lie.</param>
    public void MapBack(FindingList findings, int count, int start, ReadOnlySpan<byte> raw, int deeper)
    {
        foreach (ref var finding in findings.Span[count..])
        {
            var (from, to) = (_text.PlaceOf(finding.Start - findings.Base), _text.PlaceOf(finding.End - findings.Base));
            var flags = raw.IsEmpty || raw[from..to].IndexOf((byte)'\\') < 0 ? finding.Flags : finding.Flags | FindingFlags.Encoded;
            finding = finding with { Start = from + start + findings.Base, Length = to - from, Flags = flags, Nesting = finding.Nesting + deeper };
        }
    }

    private void ScanAgain(int count, Signals signals, in ScanOptions options, FindingList findings)
    {
        var second = findings.Count;
        JsonUnescape.Decode(Text, _again);
        values.ScanFolded(_again.Text, 0, signals, options, findings);
        foreach (ref var finding in findings.Span[second..])
        {
            var (from, to) = (_again.PlaceOf(finding.Start - findings.Base), _again.PlaceOf(finding.End - findings.Base));
            var deeper = Text[from..to].Contains((byte)'\\') ? 1 : 0;
            finding = finding with { Start = from + findings.Base, Length = to - from, Nesting = finding.Nesting + deeper };
        }

        findings.RemoveRepeated(count);
    }
}
