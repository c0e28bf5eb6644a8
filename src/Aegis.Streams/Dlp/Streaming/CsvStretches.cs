namespace Aegis.Streams.Dlp.Streaming;

/// <summary>Goes through records of delimited values by what is outside of quotes: a quote opens where a cell starts, and two of them are one.</summary>
internal ref struct CsvStretches(ReadOnlySpan<byte> text, byte delimiter)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>Gets where the stretch outside of quotes starts.</summary>
    public int Start { get; private set; }

    /// <summary>Gets where it ends: at the quote that opens, or at the end.</summary>
    public int End { get; private set; }

    /// <summary>Gets where the quoted stretch after it ends, its quotes included.</summary>
    public readonly int Next => _next;

    public bool MoveNext()
    {
        if (_next >= _text.Length) return false;
        Start = _next;
        for (var at = Start; ; at++)
        {
            var quote = _text[at..].IndexOf((byte)'"');
            at = quote < 0 ? _text.Length : at + quote;
            if (at < _text.Length && at > 0 && _text[at - 1] != delimiter && _text[at - 1] is not ((byte)'\n' or (byte)'\r')) continue;
            End = at;
            _next = AfterQuoted(at);
            return true;
        }
    }

    private readonly int AfterQuoted(int opening)
    {
        for (var at = opening + 1; at < _text.Length; at += 2)
        {
            var quote = _text[at..].IndexOf((byte)'"');
            if (quote < 0) break;
            at += quote;
            if (at + 1 >= _text.Length || _text[at + 1] != '"') return at + 1;
        }

        return _text.Length;
    }
}
