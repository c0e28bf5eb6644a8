using System.Collections.Immutable;

namespace Aegis.Streams.Yaml;

/// <summary>
/// Reads the part of YAML that has one meaning into nodes with their places. A reader of a file and the machine must never see two different
/// rules in it: there are no anchors, aliases, tags, directives, repeated keys, complex keys or texts that other readers take for something else,
/// and what is left means the same to every reader of YAML 1.1 and 1.2. The parser is our own because places and messages must be exact.
/// </summary>
internal sealed class YamlReader
{
    private readonly TextCursor _cursor;
    private readonly NodeLimits _limits = new();
    private readonly string _what;

    private YamlReader(string text, string what) => (_cursor, _what) = (new TextCursor(text), what);

    /// <summary>Reads all documents of a file.</summary>
    /// <param name="text">Its content.</param>
    /// <param name="what">What such files are called in messages, such as `policies`.</param>
    /// <param name="report">Gets the first fault: after it, nothing that follows can be trusted.</param>
    /// <returns>The documents before the fault; none if the text has only comments.</returns>
    public static ImmutableArray<YamlNode> Read(string text, string what, YamlFault report)
    {
        var documents = ImmutableArray.CreateBuilder<YamlNode>();
        try
        {
            SourceCharacters.Check(text);
            new YamlReader(text, what).ReadStream(documents);
        }
        catch (YamlFaultException exception)
        {
            report(exception.Fault);
        }

        return documents.ToImmutable();
    }

    private void ReadStream(ImmutableArray<YamlNode>.Builder documents)
    {
        TextPlace? open = null;
        for (_cursor.SkipToContent(); !_cursor.IsAtEnd; _cursor.SkipToContent())
        {
            if (_cursor.IsAtMarker)
            {
                if (open is { } place) throw Empty(place);
                open = ReadMarker();
                continue;
            }

            if (documents.Count > 0 && open is null) throw _cursor.Fault("this does not belong to the document above", "check its indentation");
            documents.Add(new YamlBlockReader(_cursor, new YamlScalarReader(_cursor, _limits, _what), _limits, _what).ReadDocument());
            open = null;
        }

        if (open is { } last) throw Empty(last);
    }

    private TextPlace ReadMarker()
    {
        if (_cursor.Current == '.') throw _cursor.Fault("`...` ends a document", "remove it; `---` alone separates documents", length: 3);
        var place = _cursor.Here(3);
        _cursor.Advance(3);
        _cursor.SkipBlanks();
        if (!_cursor.IsAtLineEnd) throw _cursor.Fault("`---` stands alone in its line", "put what follows it in the next line");
        return place;
    }

    private static YamlFaultException Empty(TextPlace marker) => new(new TextFault(marker, "an empty document", "remove the extra `---`"));
}
