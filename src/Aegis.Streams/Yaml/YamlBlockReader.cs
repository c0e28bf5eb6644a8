using System.Collections.Immutable;

namespace Aegis.Streams.Yaml;

/// <summary>Reads what indentation structures: mappings with a key a line and lists with a dash a line.</summary>
internal sealed class YamlBlockReader(TextCursor cursor, YamlScalarReader scalars, NodeLimits limits, string what)
{
    private const int NoIndent = -1;

    private readonly YamlFlowReader _flow = new(cursor, scalars, limits);
    private readonly YamlTextBlockReader _textBlocks = new(cursor);

    /// <summary>Reads a document whose first character is at the cursor.</summary>
    /// <returns>Its root.</returns>
    public YamlNode ReadDocument()
    {
        var root = ReadHere(NoIndent, depth: 1, mayBeKey: true);
        cursor.SkipToContent();
        if (!cursor.IsAtEnd && !cursor.IsAtMarker) throw cursor.Fault("this does not belong to the value above", "check its indentation");
        return root;
    }

    /// <summary>Reads a value behind `key:` or a dash.</summary>
    /// <param name="indent">The indentation of the key or the dash.</param>
    /// <param name="depth">The depth of the value, if it has one.</param>
    /// <param name="isItem">Whether it follows a dash: a mapping or list may then begin in this line, and may not stand at the same indentation.</param>
    private YamlNode ReadValue(int indent, int depth, bool isItem)
    {
        var absent = cursor.Here(0);
        cursor.SkipBlanks();
        if (!cursor.IsAtLineEnd) return ReadHere(indent, depth, mayBeKey: isItem);
        cursor.SkipToContent();
        var isBelow = !cursor.IsAtEnd && !cursor.IsAtMarker && (cursor.Column > indent || (!isItem && cursor.Column == indent && IsAtDash));
        if (isBelow) return ReadHere(indent, depth, mayBeKey: true);
        limits.Count(cursor);
        return new YamlScalar("", ScalarType.Null, IsPlain: true, absent);
    }

    private bool IsAtDash => cursor.Current == '-' && TextCursor.Separates(cursor.Next);

    private YamlNode ReadHere(int indent, int depth, bool mayBeKey)
    {
        if (IsAtDash)
        {
            if (mayBeKey) return ReadSequence(depth, isShared: cursor.Column == indent);
            throw cursor.Fault("a list cannot begin in the line of its key", "put each `- ` in a line of its own, or use [ ]");
        }

        if (cursor.Current is '|' or '>')
        {
            // Readers disagree on how far a text must be indented that belongs to nothing.
            if (indent == NoIndent) throw cursor.Fault("a text behind | or > cannot be a document", "give it a key");
            limits.Count(cursor);
            return _textBlocks.Read(indent);
        }

        if (cursor.Current is '[' or '{')
        {
            var place = cursor.Here();
            var node = _flow.Read(indent, depth);
            ExpectLineEnd(mayBeKey, place);
            return node;
        }

        var column = cursor.Column;
        var scalar = scalars.Read(isFlow: false);
        cursor.SkipBlanks();
        if (cursor.Current == ':' && mayBeKey) return ReadMapping(scalar, column, depth);
        ExpectLineEnd(mayBeKey, scalar.Place);
        return YamlScalarReader.AsValue(scalar);
    }

    private YamlMapping ReadMapping(YamlScalar key, int indent, int depth)
    {
        limits.Enter(cursor, depth);
        var entries = new MappingBuilder();
        var place = key.Place;
        while (true)
        {
            key = YamlScalarReader.AsKey(key);
            entries.CheckKey(key);
            PassColon(key);
            entries.Add(key, ReadValue(indent, depth + 1, isItem: false));
            cursor.SkipToContent();
            if (cursor.IsAtEnd || cursor.IsAtMarker || cursor.Column < indent) return entries.Build(place);
            if (cursor.Column > indent) throw Misplaced($"the keys of this mapping stand in column {indent + 1}");
            if (IsAtDash) throw cursor.Fault("a list item stands where a key of the mapping was expected", "indent it below its key, or give it one");
            if (cursor.Current is '[' or '{') throw cursor.Fault("a list or mapping cannot be a key", $"keys of {what} are plain words");
            key = scalars.Read(isFlow: false);
            cursor.SkipBlanks();
        }
    }

    private void PassColon(YamlScalar key)
    {
        if (cursor.Current != ':') throw new YamlFaultException(new TextFault(key.Place, $"`{YamlScalar.Shorten(key.Text)}` is neither a key nor part of the value above", "a key ends in a colon; a text of several lines needs | or >"));
        if (!TextCursor.Separates(cursor.Next)) throw cursor.Fault("no space after the colon", "put one there");
        cursor.Advance();
    }

    private YamlSequence ReadSequence(int depth, bool isShared)
    {
        limits.Enter(cursor, depth);
        var indent = cursor.Column;
        var place = cursor.Here();
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (true)
        {
            cursor.Advance();
            items.Add(ReadValue(indent, depth + 1, isItem: true));
            cursor.SkipToContent();
            if (cursor.IsAtEnd || cursor.IsAtMarker || cursor.Column < indent) break;
            if (cursor.Column > indent) throw Misplaced($"the items of this list stand in column {indent + 1}");
            if (IsAtDash) continue;
            if (isShared) break;
            throw cursor.Fault("an item of this list must begin with `- `", "write the dash, or check the indentation");
        }

        return new YamlSequence(items.DrainToImmutable(), place);
    }

    private YamlFaultException Misplaced(string siblings) =>
        cursor.Fault("unexpected indentation", $"{siblings}; a text of several lines needs | or >");

    /// <summary>Nothing but a comment may follow a value.</summary>
    private void ExpectLineEnd(bool mayBeKey, TextPlace value)
    {
        cursor.SkipBlanks();
        if (cursor.IsAtLineEnd) return;
        if (cursor.Current != ':') throw cursor.Fault("unexpected text after the value", "put the whole value in quotes, or end the line");
        throw mayBeKey
            ? new YamlFaultException(new TextFault(value, "a list or mapping cannot be a key", $"keys of {what} are plain words"))
            : cursor.Fault("a second colon in one line", "put the value in quotes, or the inner key in a line of its own");
    }
}
