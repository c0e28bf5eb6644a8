using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Readers;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Scans the text that a value holds in base64, one level of it, as the value itself would be scanned. A finding covers the whole run, since
/// a part of it cannot be rewritten; of each entity the surest stays.
/// </summary>
internal sealed class EncodedScanner
{
    private readonly Base64Text _text = new();
    private readonly ValueScanner _values = new(decodes: false);
    private readonly JsonWalk _json = new(decodes: false);

    /// <summary>Scans a value.</summary>
    /// <param name="value">The value: what it means, escapes undone.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the value.</param>
    public void Scan(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        for (var at = 0; Base64Run.Next(value, at, out var start, out var end); at = end)
        {
            var count = findings.Count;
            var run = value[start..end];
            _text.Begin(run);
            var offset = findings.Base;
            findings.Base = 0;
            while (_text.Next(run)) ScanText(_text.Text, signals, options, findings);
            findings.Base = offset;
            if (findings.Count > count) Cover(findings, count, start, Base64Run.PaddedEnd(value, end));
        }
    }

    private void ScanText(ReadOnlySpan<byte> text, Signals signals, in ScanOptions options, FindingList findings)
    {
        var count = findings.Count;
        var inner = text.TrimStart(" \n\r\t"u8);
        if (!inner.IsEmpty && inner[0] is (byte)'{' or (byte)'[')
        {
            if (_json.Walk(text, options, findings)) return;
            findings.Cut(count);
        }

        _values.ScanFolded(text, 0, signals, options, findings);
    }

    /// <summary>Makes one finding of each entity that covers the run.</summary>
    private static void Cover(FindingList findings, int count, int start, int end)
    {
        var found = findings.Span[count..];
        var kept = 0;
        foreach (ref readonly var finding in found)
        {
            var known = 0;
            while (known < kept && found[known].Entity != finding.Entity) known++;
            var (confidence, flags) = (finding.Confidence, finding.Flags & (FindingFlags.Reserved | FindingFlags.Hidden));
            if (known == kept)
            {
                kept++;
            }
            else
            {
                confidence = Math.Max(confidence, found[known].Confidence);
                flags = (flags & found[known].Flags) | ((flags | found[known].Flags) & FindingFlags.Hidden);
            }

            found[known] = new DlpFinding(findings.Base + start, end - start, finding.Entity, confidence, flags | FindingFlags.Encoded);
        }

        findings.Cut(count + kept);
    }
}
