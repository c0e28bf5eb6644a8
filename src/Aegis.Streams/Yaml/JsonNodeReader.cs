using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Yaml;

/// <summary>Reads a JSON text (RFC 8259) into the nodes of <see cref="YamlReader"/>: no comments, trailing commas or repeated names.</summary>
internal sealed class JsonNodeReader
{
    private readonly TextCursor _cursor;
    private readonly QuotedScalarReader _quoted;
    private readonly NodeLimits _limits = new();

    private JsonNodeReader(string text)
    {
        _cursor = new TextCursor(text);
        _quoted = new QuotedScalarReader(_cursor, isJson: true);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="report">Gets the first fault: after it, nothing that follows can be trusted.</param>
    /// <returns>The root; <see langword="null"/>: there is a fault.</returns>
    public static YamlNode? Read(string text, YamlFault report)
    {
        try
        {
            SourceCharacters.Check(text);
            return new JsonNodeReader(text).ReadText();
        }
        catch (YamlFaultException exception)
        {
            report(exception.Fault);
            return null;
        }
    }

    private YamlNode ReadText()
    {
        SkipBlanks();
        if (_cursor.IsAtEnd) throw _cursor.Fault("the text is empty", "write {} for nothing", 0);
        var root = ReadValue(depth: 1);
        SkipBlanks();
        return _cursor.IsAtEnd ? root : throw _cursor.Fault("unexpected text after the end of the JSON value", "remove it");
    }

    private YamlNode ReadValue(int depth)
    {
        switch (_cursor.Current)
        {
            case '{':
                return ReadObject(depth);
            case '[':
                return ReadArray(depth);
            case '"':
                return ReadText(_cursor.Position);
        }

        _limits.Count(_cursor);
        var start = _cursor.Position;
        while (char.IsAsciiLetterOrDigit(_cursor.Current) || _cursor.Current is '-' or '+' or '.' or '_') _cursor.Advance();
        var word = _cursor.TextFrom(start);
        if (word.Length > 0)
        {
            return PlainScalar.TypeOf(word) is { } type and not ScalarType.Text
                ? new YamlScalar(word, type, IsPlain: true, _cursor.PlaceFrom(start))
                : throw new YamlFaultException(new TextFault(_cursor.PlaceFrom(start), $"`{YamlScalar.Shorten(word)}` is not a JSON value", "put a text in double quotes"));
        }

        throw _cursor.Current == '\'' ? _cursor.Fault("single quotes", "JSON has texts in double quotes") : Unexpected("expected a value");
    }

    private YamlScalar ReadText(int start)
    {
        _limits.Count(_cursor);
        return new YamlScalar(_quoted.ReadDouble(), ScalarType.Text, IsPlain: false, _cursor.PlaceFrom(start));
    }

    private YamlMapping ReadObject(int depth)
    {
        _limits.Enter(_cursor, depth);
        var open = _cursor.Here();
        var entries = new MappingBuilder();
        _cursor.Advance();
        for (SkipBlanks(); _cursor.Current != '}' || !entries.IsEmpty; SkipBlanks())
        {
            if (_cursor.Current != '"') throw Unexpected("expected a name in double quotes");
            var key = ReadText(_cursor.Position);
            entries.CheckKey(key);
            SkipBlanks();
            if (_cursor.Current != ':') throw Unexpected($"expected `:` after \"{YamlScalar.Shorten(key.Text)}\"");
            _cursor.Advance();
            SkipBlanks();
            entries.Add(key, ReadValue(depth + 1));
            if (!PassComma('}', open)) break;
        }

        _cursor.Advance();
        return entries.Build(open);
    }

    private YamlSequence ReadArray(int depth)
    {
        _limits.Enter(_cursor, depth);
        var open = _cursor.Here();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        _cursor.Advance();
        for (SkipBlanks(); _cursor.Current != ']' || items.Count > 0; SkipBlanks())
        {
            items.Add(ReadValue(depth + 1));
            if (!PassComma(']', open)) break;
        }

        _cursor.Advance();
        return new YamlSequence(items.DrainToImmutable(), open);
    }

    private bool PassComma(char close, TextPlace open)
    {
        SkipBlanks();
        if (_cursor.Current == close) return false;
        if (_cursor.Current != ',')
        {
            var related = new RelatedPlace(open.Line, open.Column, 1, "it was opened here");
            throw new YamlFaultException(new TextFault(_cursor.Here(_cursor.IsAtEnd ? 0 : 1), $"expected `,` or `{close}`", null, related));
        }

        var comma = _cursor.Here();
        _cursor.Advance();
        SkipBlanks();
        return _cursor.Current is '}' or ']' ? throw new YamlFaultException(new TextFault(comma, "a comma before the end", "remove it")) : true;
    }

    private void SkipBlanks()
    {
        while (!_cursor.IsAtEnd)
        {
            if (_cursor.IsAtLineEnd) _cursor.NewLine();
            else if (_cursor.Current is ' ' or '\t') _cursor.Advance();
            else break;
        }

        if (_cursor.Current is '#' || (_cursor.Current == '/' && _cursor.Next is '/' or '*')) throw _cursor.Fault("JSON has no comments", "remove it");
    }

    private YamlFaultException Unexpected(string expected) =>
        _cursor.IsAtEnd ? _cursor.Fault($"{expected}, not the end of the text", null, 0) : _cursor.Fault($"{expected}, not `{_cursor.Current}`");
}
