using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Readers;
using Aegis.Streams.Dlp.Rewriting;

namespace Aegis.Streams.Dlp.Encodings;

/// <summary>
/// Scans what a value holds in a disguise, one level of it, as the value itself would be scanned: base64 and the letter O for 0 always, other
/// forms on demand. A finding in base64 or hexadecimal covers the whole run, since a part of it cannot be rewritten; of each entity the
/// surest stays.
/// </summary>
internal sealed class EncodedScanner
{
    // What rot13 can hide: digits stay as they are, and a mail address looks like one either way.
    private static readonly EntitySet OfLetters = EntitySet.Of(DlpEntity.Iban, DlpEntity.Secret, DlpEntity.UkNino, DlpEntity.Mbi, DlpEntity.InPan);

    private readonly Base64Text _text = new();
    private readonly MappedText _mapped = new();
    private readonly ValueScanner _values = new(decodes: false);
    private readonly JsonWalk _json = new(decodes: false);
    private byte[] _copy = new byte[256];

    /// <summary>Scans a value for all but base64.</summary>
    /// <param name="value">The value: what it means, escapes undone.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the value.</param>
    public void ScanReadings(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        ScanLetters(value, signals, options, findings);
        if (options.Weak == WeakForms.None) return;
        if (options.Weak.HasFlag(WeakForms.Hex)) ScanHex(value, signals, options, findings);
        if (options.Weak.HasFlag(WeakForms.Rot13)) ScanRot13(value, signals, options, findings);
        if (options.Weak.HasFlag(WeakForms.QuotedPrintable) && WeakReading.ReadQuotedPrintable(value, _mapped)) ScanMapped(value, signals, options, findings);
        if (options.Weak.HasFlag(WeakForms.SpelledDigits) && WeakReading.ReadSpelled(value, _mapped)) ScanMapped(value, signals, options, findings);
    }

    /// <summary>Scans the runs of base64 in a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the value.</param>
    public void ScanBase64(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        for (var at = 0; Base64Run.Next(value, at, out var start, out var end); at = end) ScanRun(value, start, end, signals, options, findings);
    }

    /// <summary>Scans one run of base64.</summary>
    /// <param name="value">The value that it is in.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends, without padding.</param>
    /// <param name="signals">What the key or column of the value says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings; offsets are into the value.</param>
    public void ScanRun(ReadOnlySpan<byte> value, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (IsHashOfLabel(value, start, end)) return;
        var count = findings.Count;
        var run = value[start..end];
        _text.Begin(run);
        while (_text.Next(run)) ScanText(_text.Text, signals, options, findings);
        if (findings.Count > count) Cover(findings, count, start, Base64Run.PaddedEnd(value, end));
    }

    /// <summary>Says whether a run is the hash in the label of a value that was redacted, as in `[EMAIL#abcd...]`.</summary>
    private static bool IsHashOfLabel(ReadOnlySpan<byte> value, int start, int end) =>
        start > 0 && end < value.Length && value[start - 1] == '#' && value[end] == ']' && RedactionLabel.LengthBefore(value[..(end + 1)]) > 0;

    private void ScanHex(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        for (var at = 0; WeakReading.NextHex(value, at, out var start, out var end); at = end)
        {
            var count = findings.Count;
            var text = Copy((end - start) / 2);
            if (!WeakReading.ReadHex(value[start..end], text)) continue;
            ScanText(text, signals, options, findings);
            if (findings.Count > count) Cover(findings, count, start, end);
        }
    }

    private void ScanRot13(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        var text = Copy(value.Length);
        WeakReading.ReadRot13(value, text);
        var count = findings.Count;
        _values.ScanPlain(text, 0, signals, options with { Entities = new EntitySet(options.Entities.Bits & OfLetters.Bits) }, findings);
        foreach (ref var finding in findings.Span[count..]) finding = finding with { Flags = finding.Flags | FindingFlags.Encoded };
    }

    /// <summary>Scans the value as it was read last, and keeps what it does not show as it stands.</summary>
    private void ScanMapped(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        var (count, kept, offset) = (findings.Count, findings.Count, findings.Base);
        findings.Base = 0;
        _values.ScanFolded(_mapped.Text, 0, signals, options, findings, hasMarks: true);
        findings.Base = offset;
        foreach (ref var finding in findings.Span[count..])
        {
            var (start, end) = (_mapped.PlaceOf(finding.Start), _mapped.PlaceOf(finding.End));
            if (value[start..end].SequenceEqual(_mapped.Text.Slice(finding.Start, finding.Length))) continue;
            findings.Span[kept++] = finding with { Start = start + offset, Length = end - start, Flags = finding.Flags | FindingFlags.Encoded };
        }

        findings.Cut(kept);
    }

    /// <summary>Scans the stretches around letters that stand for 0.</summary>
    private void ScanLetters(ReadOnlySpan<byte> value, Signals signals, in ScanOptions options, FindingList findings)
    {
        var entities = options.Entities;
        if (!entities.Has(DlpEntity.UsSsn) && !entities.Has(DlpEntity.Phone) && !entities.Has(DlpEntity.CreditCard)) return;
        for (var letter = LetterZero.Next(value, 0); letter >= 0;)
        {
            var (start, end) = (Math.Max(0, letter - LetterZero.Reach), Math.Min(value.Length, letter + LetterZero.Reach));
            var next = LetterZero.Next(value, letter + 1);
            while (next >= 0 && next - LetterZero.Reach <= end)
            {
                end = Math.Min(value.Length, next + LetterZero.Reach);
                next = LetterZero.Next(value, next + 1);
            }

            ScanLetters(value[start..end], start, signals, options, findings);
            letter = next;
        }
    }

    private void ScanLetters(ReadOnlySpan<byte> stretch, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        var text = Copy(stretch.Length);
        LetterZero.Read(stretch, text);
        var (count, kept) = (findings.Count, findings.Count);
        findings.Base += start;
        _values.ScanPlain(text, 0, signals, options, findings);
        foreach (ref var finding in findings.Span[count..])
        {
            if (!LetterZero.IsMeant(stretch.Slice(finding.Start - findings.Base, finding.Length), finding.Entity)) continue;
            findings.Span[kept++] = finding with { Flags = finding.Flags | FindingFlags.Encoded };
        }

        findings.Base -= start;
        findings.Cut(kept);
    }

    private Span<byte> Copy(int length)
    {
        if (_copy.Length < length) _copy = new byte[length + (length / 2)];
        return _copy.AsSpan(0, length);
    }

    private void ScanText(ReadOnlySpan<byte> text, Signals signals, in ScanOptions options, FindingList findings)
    {
        var (count, offset) = (findings.Count, findings.Base);
        findings.Base = 0;
        var inner = text.TrimStart(" \n\r\t"u8);
        var isJson = !inner.IsEmpty && inner[0] is (byte)'{' or (byte)'[' && _json.Walk(text, options, findings);
        if (!isJson)
        {
            findings.Cut(count);
            _values.ScanFolded(text, 0, signals, options, findings);
        }

        findings.Base = offset;
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

            found[known] = new DlpFinding(findings.Base + start, end - start, finding.Entity, confidence, flags | FindingFlags.Encoded | FindingFlags.KeepsNothing);
        }

        findings.Cut(count + kept);
    }
}
