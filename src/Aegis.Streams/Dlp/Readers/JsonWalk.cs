using System.Numerics;
using System.Runtime.CompilerServices;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Detectors;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>
/// Walks through a text of JSON (RFC 8259) and scans each key, string and number, with the keys as context. A string that holds JSON itself
/// is walked through as well. Findings are places in the raw bytes, escapes included.
/// </summary>
internal sealed class JsonWalk
{
    /// <summary>How deep JSON in strings is followed; deeper it is text, which must not have escapes left.</summary>
    public const int MaxNesting = 4;

    /// <summary>How deep objects and arrays may be.</summary>
    public const int MaxDepth = 128;

    private readonly TextIndex _index = new();
    private readonly ValueScanner _values;
    private readonly KeyMeanings _keys = new();
    private readonly SiblingJoin _siblings = new();
    private readonly UnescapedString _unescaped;
    private readonly (bool IsObject, Signals Signals)[] _stack = new (bool IsObject, Signals Signals)[MaxDepth];
    private readonly int _nesting;
    private readonly bool _decodes;
    private JsonWalk? _inner;
    private JsonGrammar _grammar;

    /// <summary>Initializes a walk.</summary>
    /// <param name="nesting">In how many strings of JSON the text lies.</param>
    /// <param name="decodes">Whether what a value holds in a disguise is scanned too.</param>
    public JsonWalk(int nesting = 0, bool decodes = true)
    {
        (_nesting, _decodes) = (nesting, decodes);
        _values = new ValueScanner(decodes);
        _unescaped = new UnescapedString(_values);
    }

    /// <summary>Gets a value indicating whether the text that was walked through last is JSON by its grammar too, or texts of JSON on a line each.</summary>
    public bool IsStrict => _grammar.IsWhole;

    /// <summary>Walks through a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">What is looked for.</param>
    /// <param name="findings">Takes the findings.</param>
    /// <param name="above">What the key says under which the text stands.</param>
    /// <returns>Whether the text was walked through to its end: it is JSON as far as quotes and brackets go.</returns>
    public bool Walk(ReadOnlySpan<byte> text, in ScanOptions options, FindingList findings, Signals above = Signals.None)
    {
        _grammar = default;
        _index.Build(text, TextFormat.Json);
        _values.Begin(text, _index, options);
        _siblings.Begin();
        var (depth, isKey, signals, part) = (0, false, above, SiblingPart.None);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)' ' or (byte)'\t':
                    break;
                case (byte)'\n' or (byte)'\r':
                    if (depth == 0) _grammar.EndLine();
                    break;
                case (byte)'{' or (byte)'[':
                    if (depth == MaxDepth)
                    {
                        findings.IsPartial = true;
                        return false;
                    }

                    isKey = text[at] == '{';
                    _grammar.Open(isKey);
                    _stack[depth++] = (isKey, signals);
                    part = SiblingPart.None;
                    break;
                case (byte)'}' or (byte)']':
                    if (depth == 0 || _stack[--depth].IsObject != (text[at] == '}')) return false;
                    isKey = false;
                    _grammar.Close(_stack[depth].IsObject);
                    if (_siblings.Count > 0) _siblings.Close(depth + 1, options, findings);
                    if (depth == 0) signals = above; // The next value, of another line, has nothing above it.
                    break;
                case (byte)',':
                    if (depth == 0) return false;
                    isKey = _stack[depth - 1].IsObject;
                    _grammar.Comma(isKey);
                    part = SiblingPart.None;
                    signals = _stack[depth - 1].Signals;
                    break;
                case (byte)':':
                    isKey = false;
                    _grammar.Colon();
                    break;
                case (byte)'"':
                    var end = _index.NextQuote(at + 1);
                    if (end < 0) return false;
                    if (isKey)
                    {
                        _grammar.Key();
                        (signals, part) = end > at + 1 && _index.IsShortAndPlain(at + 1, end) && !_values.MayHide(end) ? _keys.Of(text, at + 1, end, options.Custom) : ScanKey(text, at + 1, end, options, findings);
                        if (signals == Signals.Neutral) signals = _stack[depth - 1].Signals;
                        at = end;
                        if (end + 1 >= text.Length || text[end + 1] != ':') break;

                        // A colon and another string follow most keys.
                        isKey = false;
                        _grammar.Colon();
                        at += end + 2 < text.Length && text[end + 2] == ' ' ? 2 : 1;
                        if (at + 1 >= text.Length || text[at + 1] != '"') break;
                        at++;
                        end = _index.NextQuote(at + 1);
                        if (end < 0) return false;
                    }

                    _grammar.Value();
                    if (end > at + 1 && !IsPlain(text, at + 1, end, signals)) ScanString(text, at + 1, end, signals, options, findings);
                    if (part != SiblingPart.None || (signals & Signals.Card) != 0) NotePart(part, signals, depth, text, at + 1, end, isBare: false, findings);
                    at = end;
                    break;
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    var number = ScanNumber(text, at, signals, options, findings);
                    _grammar.Number(text[at..number]);
                    if (part != SiblingPart.None || (signals & Signals.Card) != 0) NotePart(part, signals, depth, text, at, number, isBare: true, findings);
                    at = number - 1;
                    break;
                case (byte)'t' or (byte)'f' or (byte)'n':
                    var word = at;
                    while (at + 1 < text.Length && ByteClass.IsLetter(text[at + 1])) at++;
                    _grammar.Word(text[word..(at + 1)]);
                    break;
                default:
                    return false;
            }
        }

        return depth == 0;
    }

    private void NotePart(SiblingPart part, Signals signals, int depth, ReadOnlySpan<byte> text, int start, int end, bool isBare, FindingList findings)
    {
        var value = text[start..end];
        if (!isBare && value.Contains((byte)'\\')) value = _unescaped.Text; // It was read for its own scan.
        if (depth > 0 && !_siblings.Add((signals & Signals.Card) != 0 ? SiblingPart.Group : part, depth, value, start, end, isBare)) findings.IsPartial = true;
    }

    /// <summary>Says whether there is nothing to do with a string.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPlain(ReadOnlySpan<byte> text, int start, int end, Signals signals) =>
        _index.IsShortAndPlain(start, end) && (signals & NamedField.Kinds) == 0 && !_values.MayHide(end) && text[start] is not ((byte)'[' or (byte)'{');

    [MethodImpl(MethodImplOptions.NoInlining)]
    private KeyMeaning ScanKey(ReadOnlySpan<byte> text, int start, int end, in ScanOptions options, FindingList findings)
    {
        if (start == end) return default;
        var key = text[start..end];
        var kind = _index.Look(start, end);
        KeyMeaning own;
        if (kind == StretchKind.Special)
        {
            _unescaped.Read(key);
            own = new KeyMeaning(_values.SignalsOf(_unescaped.Text, options.Custom), SiblingPart.None);
            CheckEscapes(key, start);
            if (!TryWalkInner(start, Signals.None, options, findings)) _unescaped.Scan(key, start, Signals.None, options, findings);
        }
        else
        {
            own = _keys.Of(text, start, end, options.Custom);
            if (kind == StretchKind.Places) FieldScanner.Scan(text, _index, start, end, Signals.None, options, findings);
            if (_values.MayHide(end)) _values.ScanHidden(text, start, end, Signals.None, options, findings);
        }

        return own;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ScanString(ReadOnlySpan<byte> text, int start, int end, Signals signals, in ScanOptions options, FindingList findings)
    {
        if (start == end) return;
        var hasEscapes = _index.Look(start, end) == StretchKind.Special && text[start..end].Contains((byte)'\\');
        if (hasEscapes || text[start] is (byte)'[' or (byte)'{')
        {
            if (hasEscapes) CheckEscapes(text[start..end], start);
            _unescaped.Read(text[start..end]);
            if (TryWalkInner(start, signals, options, findings, isStrict: !hasEscapes)) return;
        }

        if (hasEscapes)
        {
            _unescaped.Scan(text[start..end], start, signals, options, findings);
            return;
        }

        _values.Scan(text, start, end, signals, options, findings);
    }

    /// <summary>Checks the escapes of a string by the grammar.</summary>
    private void CheckEscapes(ReadOnlySpan<byte> text, int start)
    {
        for (var at = _index.NextSpecial(start) - start; (uint)at < (uint)text.Length;)
            at = _index.NextSpecial(start + at + (text[at] == '\\' ? _grammar.Escape(text, at) : 1)) - start;
    }

    /// <summary>Walks through the string that was read last, if it is an object or array of JSON; one without escapes only if it is so by its grammar too.</summary>
    private bool TryWalkInner(int start, Signals above, in ScanOptions options, FindingList findings, bool isStrict = false)
    {
        var inner = _unescaped.Text.TrimStart(" \n\r\t"u8);
        if (inner.IsEmpty || inner[0] is not ((byte)'{' or (byte)'[')) return false;
        if (_nesting + 1 >= MaxNesting)
        {
            findings.IsPartial |= _unescaped.HasEscapes; // As text it would pass with its escapes.
            return false;
        }

        var count = findings.Count;
        if (!(_inner ??= new JsonWalk(_nesting + 1, _decodes)).Walk(_unescaped.Text, options, findings, above) || (isStrict && !_inner.IsStrict))
        {
            findings.Cut(count);
            return false;
        }

        _unescaped.MapBack(findings, count, start, [], 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ScanNumber(ReadOnlySpan<byte> text, int start, Signals signals, in ScanOptions options, FindingList findings)
    {
        var end = Math.Max(start + 1, start + BitOperations.TrailingZeroCount(~_index.DigitsFrom(start)));
        while (end < text.Length && (ByteClass.IsDigit(text[end]) || text[end] is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')) end++;
        var isNamed = (signals & NamedField.Kinds) != 0 && ByteClass.HasNumber(text[start..end]); // No place need stand out then.
        if (!isNamed && !_values.MayHide(end) && _index.Look(start, end) == StretchKind.Plain) return end;
        var count = findings.Count;
        if (end - start <= BlockMasks.Size) FieldScanner.Scan(text, _index, start, end, _index.PlacesFrom(start) & (ulong.MaxValue >> (start - end)), signals, options, findings);
        else FieldScanner.Scan(text, _index, start, end, signals, options, findings);
        if (_values.MayHide(end)) _values.ScanHidden(text, start, end, signals, options, findings);
        foreach (ref var finding in findings.Span[count..]) finding = finding with { Start = findings.Base + start, Length = end - start, Flags = finding.Flags | FindingFlags.Bare };
        return end;
    }
}
