using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Encodings;
using Aegis.Streams.Dlp.Folding;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Scans one value: as it is where it is what it means, else folded, its findings brought back to the raw bytes; and what it holds in a disguise.
/// </summary>
/// <param name="decodes">Whether what a value holds in a disguise is scanned too.</param>
internal sealed class ValueScanner(bool decodes = true)
{
    private readonly TextFold _fold = new();
    private readonly TextIndex _folded = new();
    private readonly AccentedWords _accents = new();
    private TextIndex _index = new(); // Of the text that was begun.
    private TextIndex? _weak;
    private EncodedScanner? _encoded;
    private int _run; // The next run of base64 in the text that was begun, where that ends, and the next letter among digits.
    private int _runEnd;
    private int _letter;
    private int _next = int.MaxValue; // The first of them; -1: all values are looked at.

    /// <summary>Begins a text whose values are scanned in their order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Its masks.</param>
    /// <param name="options">What is looked for.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Begin(ReadOnlySpan<byte> text, TextIndex index, in ScanOptions options)
    {
        _index = index;
        (_runEnd, _letter) = (decodes ? 0 : int.MaxValue, decodes ? -1 : int.MaxValue);
        _next = options.HasWeak ? -1 : int.MaxValue;
        if (decodes && _next >= 0) Advance(text, 0);
    }

    /// <summary>Says whether something may start before a place, in what was not scanned, that no mask shows.</summary>
    /// <param name="end">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHide(int end) => _next < end;

    /// <summary>Says whether a value that nothing names holds nothing, as most do: then it need not be scanned.</summary>
    /// <param name="text">The text that was begun.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="findings">Tells how sure a finding must be.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsIdle(ReadOnlySpan<byte> text, int start, int end, Signals signals, FindingList findings)
    {
        if (!UnnamedField.IsOne(signals, findings) || end - start > BlockMasks.Size || MayHide(end)) return false;
        var window = ulong.MaxValue >> (start - end);
        return (_index.SpecialFrom(start) & window) == 0 && UnnamedField.PlacesLeft(text, _index, start, end, _index.PlacesFrom(start) & window, out _) == 0;
    }

    /// <summary>Scans a value.</summary>
    /// <param name="text">The text that was begun.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> text, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (start >= end) return;
        if (end - start <= BlockMasks.Size)
        {
            var window = ulong.MaxValue >> (start - end);
            if ((_index.SpecialFrom(start) & window) != 0) ScanSpecial(text, start, end, signals, options, findings);
            else ScanShort(text, start, end, _index.PlacesFrom(start) & window, signals, options, findings);
            return;
        }

        var kind = _index.Look(start, end);
        if (kind == StretchKind.Special)
        {
            ScanSpecial(text, start, end, signals, options, findings);
            return;
        }

        if (kind != StretchKind.Plain || (signals & NamedField.Kinds) != 0) FieldScanner.Scan(text, _index, start, end, signals, options, findings);
        if (MayHide(end)) ScanHidden(text, start, end, signals, options, findings);
    }

    private void ScanSpecial(ReadOnlySpan<byte> text, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        // Most of what is not ASCII are names and words with accents.
        if (!options.HasWeak && (signals & NamedField.Kinds) == 0 && _accents.AreAll(text, _index, start, end)) return;
        ScanFolded(text[start..end], start, signals, options, findings);
    }

    private void ScanShort(ReadOnlySpan<byte> text, int start, int end, ulong places, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (places != 0 || (signals & NamedField.Kinds) != 0) FieldScanner.Scan(text, _index, start, end, places, signals, options, findings);
        if (MayHide(end)) ScanHidden(text, start, end, signals, options, findings);
    }

    /// <summary>Scans a value that is what it means for what no mask shows.</summary>
    /// <param name="text">The text that was begun.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanHidden(ReadOnlySpan<byte> text, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (_next >= 0) Advance(text, start);
        if (_next >= end) return;
        var value = text[start..end];
        ScanReadings(value, start, signals, options, findings);
        if (decodes && Base64Run.Next(value, 0, out _, out _)) ScanBase64(value, start, signals, options, findings);
    }

    /// <summary>Scans a text for what no mask shows: what it holds in a disguise, and what is looked for on demand.</summary>
    /// <param name="value">The text: what it means, escapes undone.</param>
    /// <param name="index">Its masks.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanMore(ReadOnlySpan<byte> value, TextIndex index, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (options.HasWeak || (decodes && LetterZero.Next(value, index, 0) >= 0)) ScanReadings(value, start, signals, options, findings);
        if (decodes && Base64Run.Next(value, index, 0, out _, out _)) ScanBase64(value, start, signals, options, findings);
    }

    /// <summary>Scans a text for what no mask shows, but not for base64.</summary>
    /// <param name="value">The text: what it means, escapes undone.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanReadings(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        var isWeak = options.HasWeak;
        if (value.IsEmpty || (!isWeak && (!decodes || LetterZero.Next(value, 0) < 0))) return;
        findings.Base += start;
        options.Custom?.Scan(value, signals, findings);
        if (options.HasWeakEntities)
        {
            (_weak ??= new TextIndex()).Build(value, TextFormat.Text);
            WeakDetectors.Test(new Field(value, _weak, 0, value.Length, signals), options.Entities, findings);
        }

        if (decodes) (_encoded ??= new EncodedScanner()).ScanReadings(value, signals, options, findings);
        findings.Base -= start;
    }

    /// <summary>Scans a run of base64.</summary>
    /// <param name="text">The text that it is in; it need not be what it means.</param>
    /// <param name="start">Where the run starts.</param>
    /// <param name="end">Where it ends, without padding.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanRun(ReadOnlySpan<byte> text, int start, int end, in ScanOptions options, FindingList findings) =>
        (_encoded ??= new EncodedScanner()).ScanRun(text, start, end, Signals.None, options, findings);

    private void ScanBase64(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        findings.Base += start;
        (_encoded ??= new EncodedScanner()).ScanBase64(value, signals, options, findings);
        findings.Base -= start;
    }

    private void Advance(ReadOnlySpan<byte> text, int start)
    {
        while (_runEnd <= start)
            if (!Base64Run.Next(text, _index, _runEnd, out _run, out _runEnd)) (_run, _runEnd) = (int.MaxValue, int.MaxValue);
        while (_letter < start)
            if ((_letter = LetterZero.Next(text, _index, _letter + 1)) < 0) _letter = int.MaxValue;
        _next = Math.Min(_run, _letter);
    }

    /// <summary>Scans a value in its folded form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="hasMarks">Whether parts of the value were folded before.</param>
    public void ScanFolded(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings, bool hasMarks = false)
    {
        if (!_fold.TryFold(value, hasMarks))
        {
            ScanPlain(value, start, signals, options, findings);
            return;
        }

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

    /// <summary>Scans a value that is what it means, of which there are no masks yet.</summary>
    /// <param name="value">The value: ASCII, or folded.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="signals">What its key or column says.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    public void ScanPlain(ReadOnlySpan<byte> value, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (value.IsEmpty) return;
        _folded.Build(value, TextFormat.Text);
        findings.Base += start;
        if (value.Length > BlockMasks.Size) FieldScanner.Scan(value, _folded, 0, value.Length, signals, options, findings);
        else if (_folded.PlacesFrom(0) is var places && (places != 0 || (signals & NamedField.Kinds) != 0)) FieldScanner.Scan(value, _folded, 0, value.Length, places, signals, options, findings);
        findings.Base -= start;
        ScanMore(value, _folded, start, signals, options, findings);
    }

    /// <summary>Reads what a key says that is not plain ASCII.</summary>
    /// <param name="key">The key.</param>
    /// <param name="custom">The detectors that policy declares.</param>
    public Signals SignalsOf(ReadOnlySpan<byte> key, CustomDetectors? custom = null)
    {
        _fold.Fold(key);
        return KeyName.Read(_fold.Text) | (custom?.SignalsOf(_fold.Text) ?? Signals.None);
    }
}
