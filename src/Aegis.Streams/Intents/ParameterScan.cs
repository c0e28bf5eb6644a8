using Aegis.Streams.Outcome;

namespace Aegis.Streams.Intents;

/// <summary>
/// One pass over a text that makes the entries of a <see cref="ParameterTable"/>. Accepts only JSON that every reader understands alike
/// (RFC 8259, narrowed as in RFC 7493): one object, no name twice in an object however it is escaped, whole UTF-16, bounded depth and
/// numbers, nothing after it. Its memory is kept for the next text.
/// </summary>
internal sealed class ParameterScan
{
    private const int Failed = -1;
    private const int MaxExponentDigits = 4;

    // Objects of more members are in the index; comparing the hashes of fewer is cheaper.
    private const int MaxCompared = 32;

    private readonly NameIndex _names = new();
    private OpenContainer[] _open = new OpenContainer[8]; // The first stands for what the root is in.
    private int _depth;
    private ParameterEntry[] _entries = new ParameterEntry[16];
    private byte[] _unescaped = [];
    private IntentLimits _limits = new();
    private string _root = "";
    private IntentFault? _fault;

    public ReadOnlySpan<ParameterEntry> Entries => _entries.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text, valid UTF-8.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="root">What to call the object in paths.</param>
    /// <returns>The first fault.</returns>
    public IntentFault? Run(ReadOnlySpan<byte> text, IntentLimits limits, string root)
    {
        (Count, _depth, _limits, _root) = (0, 0, limits, root);
        _names.Clear();
        var at = JsonLexer.SkipWhiteSpace(text, 0);
        if (at < text.Length && text[at] != '{' && EndOfToken(text, at, out _, out _) >= 0)
            return Fault(ReasonCodes.InvalidJson, text, "The text must be one JSON object.");
        do
        {
            at = TakeValue(text, at);
            if (at >= 0) at = Continue(text, JsonLexer.SkipWhiteSpace(text, at));
            if (at < 0) return _fault;
        }
        while (_depth > 0);
        return null;
    }

    /// <summary>Forgets what was read.</summary>
    public void Clear() => Count = 0;

    /// <summary>Finds a member of an object.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="container">The object's entry.</param>
    /// <param name="childCount">How many members it has.</param>
    /// <param name="name">The name, without escapes.</param>
    /// <param name="hash">The name's hash.</param>
    /// <returns>The member's entry; 0: there is none.</returns>
    public int Find(ReadOnlySpan<byte> text, int container, int childCount, ReadOnlySpan<byte> name, uint hash)
    {
        if (childCount > MaxCompared)
        {
            var member = _names.First(hash, container);
            while (member != 0 && !HasName(text, member, name, hash)) member = _names.After(member);
            return member;
        }

        var child = container + 1;
        for (var i = 0; i < childCount; i++)
        {
            if (HasName(text, child, name, hash)) return child;
            child = _entries[child].Next;
        }

        return 0;
    }

    /// <summary>Goes on from where a value or an opening bracket ended to where the next value starts, or to the end of the text.</summary>
    private int Continue(ReadOnlySpan<byte> text, int at)
    {
        while (_depth > 0)
        {
            ref var open = ref _open[_depth];
            if (at == text.Length) return NotJson(text, at);
            if (text[at] == (open.IsObject ? '}' : ']'))
            {
                at++;
                _entries[open.Entry].Close(at, Count, open.ChildCount);
                _depth--;
                at = JsonLexer.SkipWhiteSpace(text, at);
                continue;
            }

            if (open.ChildCount > 0)
            {
                if (text[at] != ',' || at + 1 == text.Length) return NotJson(text, at);
                at = JsonLexer.SkipWhiteSpace(text, at + 1);
            }

            return open.IsObject ? TakeName(text, at, ref open) : at;
        }

        return at == text.Length ? at : NotJson(text, at);
    }

    private int TakeName(ReadOnlySpan<byte> text, int at, ref OpenContainer open)
    {
        if (at == text.Length || text[at] != '"') return NotJson(text, at);
        var end = JsonLexer.EndOfString(text, at, out var isEscaped);
        if (end < 0) return NotJson(text, ~end);
        var value = JsonLexer.SkipWhiteSpace(text, end);
        if (value == text.Length || text[value] != ':') return NotJson(text, value);

        var name = text[(at + 1)..(end - 1)];
        if (isEscaped && JsonEscapes.HasLoneSurrogate(name)) return LoneSurrogate(text);
        (open.NameStart, open.NameLength, open.NameIsEscaped) = (at + 1, name.Length, isEscaped);
        if (isEscaped) name = Unescaped(name);
        var hash = open.NameHash = NameHash.Of(name);
        var bit = 1UL << (int)(hash >> 26);
        if ((open.NameFilter & bit) != 0 && Find(text, open.Entry, open.ChildCount, name, hash) != 0)
            return Fail(ReasonCodes.DuplicateKey, text, "The name occurs twice in one object.");
        open.NameFilter |= bit;
        return JsonLexer.SkipWhiteSpace(text, value + 1);
    }

    private int TakeValue(ReadOnlySpan<byte> text, int at)
    {
        var end = EndOfToken(text, at, out var kind, out var isEscaped);
        if (end < 0 || (end == text.Length && kind == ParameterKind.Number)) return NotJson(text, end < 0 ? ~end : end);
        ref var parent = ref _open[_depth];
        if (Count == _entries.Length) Array.Resize(ref _entries, 2 * Count);
        var (start, length) = kind == ParameterKind.String ? (at + 1, end - at - 2) : (at, end - at);
        _entries[Count].Set(kind, start, length, isEscaped, Count + 1, parent);
        if (++parent.ChildCount > MaxCompared && parent.IsObject) Index(parent, text.Length);
        Count++;

        if (kind <= ParameterKind.Array) return Open(text, end, kind);
        if (kind == ParameterKind.Number && IsTooLong(text[at..end])) return NumberTooLong(text);
        return isEscaped && JsonEscapes.HasLoneSurrogate(text.Slice(start, length)) ? LoneSurrogate(text) : end;
    }

    /// <summary>Reads a token that may begin a value: a scalar, or an opening bracket.</summary>
    private static int EndOfToken(ReadOnlySpan<byte> text, int at, out ParameterKind kind, out bool isEscaped)
    {
        (kind, isEscaped) = (ParameterKind.Null, false);
        switch (at < text.Length ? text[at] : 0)
        {
            case '"':
                kind = ParameterKind.String;
                return JsonLexer.EndOfString(text, at, out isEscaped);
            case '-' or (>= '0' and <= '9'):
                kind = ParameterKind.Number;
                return JsonLexer.EndOfNumber(text, at);
            case '{':
                kind = ParameterKind.Object;
                return at + 1;
            case '[':
                kind = ParameterKind.Array;
                return at + 1;
            case 't':
                kind = ParameterKind.True;
                return JsonLexer.EndOfLiteral(text, at, "true"u8);
            case 'f':
                kind = ParameterKind.False;
                return JsonLexer.EndOfLiteral(text, at, "false"u8);
            case 'n':
                return JsonLexer.EndOfLiteral(text, at, "null"u8);
            default:
                return ~at;
        }
    }

    private int Open(ReadOnlySpan<byte> text, int at, ParameterKind kind)
    {
        if (_depth >= _limits.MaxDepth) return Fail(ReasonCodes.TooDeep, text, $"Nested deeper than {_limits.MaxDepth} levels.");
        if (++_depth == _open.Length) Array.Resize(ref _open, 2 * _depth);
        _open[_depth] = new OpenContainer { Entry = Count - 1, IsObject = kind == ParameterKind.Object };
        return at;
    }

    /// <summary>Puts the newest member in the index, and with the first that makes an object large, all before it.</summary>
    private void Index(in OpenContainer parent, int textLength)
    {
        if (parent.ChildCount == MaxCompared + 1)
        {
            for (var child = parent.Entry + 1; child < Count; child = _entries[child].Next)
                _names.Add(_entries[child].NameHash, parent.Entry, child, textLength);
        }

        _names.Add(parent.NameHash, parent.Entry, Count, textLength);
    }

    private bool HasName(ReadOnlySpan<byte> text, int member, ReadOnlySpan<byte> name, uint hash)
    {
        ref readonly var entry = ref _entries[member];
        if (entry.NameHash != hash) return false;
        var raw = text.Slice(entry.NameStart, entry.NameLength);
        return entry.NameIsEscaped ? JsonEscapes.AreEqual(raw, name) : raw.SequenceEqual(name);
    }

    private ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        if (_unescaped.Length < raw.Length) _unescaped = new byte[Math.Max(raw.Length, 2 * _unescaped.Length)];
        return _unescaped.AsSpan(0, JsonEscapes.Unescape(raw, _unescaped));
    }

    private bool IsTooLong(ReadOnlySpan<byte> number)
    {
        if (number.Length > _limits.MaxNumberLength) return true;
        if (number.Length <= MaxExponentDigits + 2) return false; // As in `1e9999`.
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return exponent >= 0 && number[(exponent + 1)..].TrimStart("+-0"u8).Length > MaxExponentDigits;
    }

    private int NumberTooLong(ReadOnlySpan<byte> text) => Fail(
        ReasonCodes.NumberTooLong, text, $"A number may have {_limits.MaxNumberLength} characters and an exponent of {MaxExponentDigits} digits.");

    private int LoneSurrogate(ReadOnlySpan<byte> text) => Fail(ReasonCodes.InvalidUtf8, text, "A text has half of a surrogate pair.");

    private int NotJson(ReadOnlySpan<byte> text, int at)
    {
        var line = text[..at].Count((byte)'\n') + 1;
        var byteInLine = at - text[..at].LastIndexOf((byte)'\n');
        return Fail(ReasonCodes.InvalidJson, text, $"The text is not valid JSON at line {line}, byte {byteInLine}.");
    }

    private int Fail(string code, ReadOnlySpan<byte> text, string message)
    {
        _fault = Fault(code, text, message);
        return Failed;
    }

    private IntentFault Fault(string code, ReadOnlySpan<byte> text, string message)
    {
        Count = 0;
        return new(code, ParameterPlace.Of(_root, _open.AsSpan(1, _depth), text), message);
    }
}
