using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Yaml;

/// <summary>Reads lists and mappings in brackets.</summary>
internal sealed class YamlFlowReader(TextCursor cursor, YamlScalarReader scalars, NodeLimits limits)
{
    /// <summary>Reads the list or mapping whose bracket is at the cursor.</summary>
    /// <param name="indent">The indentation of what it belongs to: what it holds must be indented more.</param>
    /// <param name="depth">Its depth.</param>
    /// <returns>The node.</returns>
    public YamlNode Read(int indent, int depth)
    {
        limits.Enter(cursor, depth);
        var place = cursor.Here();
        return cursor.Current == '[' ? ReadList(place, indent, depth) : ReadMapping(place, indent, depth);
    }

    private YamlSequence ReadList(TextPlace open, int indent, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        cursor.Advance();
        for (SkipTo(open, '[', indent); cursor.Current != ']'; SkipSeparator(open, '[', ']', indent))
        {
            if (cursor.Current == ',') throw cursor.Fault("an item is missing before the comma", "write it, or remove the comma");
            items.Add(ReadValue(indent, depth));
            cursor.SkipBlanks();
            if (cursor.Current == ':') throw cursor.Fault("a key inside of a list", "put braces around the pair, as in [{key: value}]");
        }

        cursor.Advance();
        return new YamlSequence(items.DrainToImmutable(), open);
    }

    private YamlMapping ReadMapping(TextPlace open, int indent, int depth)
    {
        var entries = new MappingBuilder();
        cursor.Advance();
        for (SkipTo(open, '{', indent); cursor.Current != '}'; SkipSeparator(open, '{', '}', indent))
        {
            if (cursor.Current == ',') throw cursor.Fault("a key is missing before the comma", "write it, or remove the comma");
            if (cursor.Current is '[' or '{') throw cursor.Fault("a list or mapping cannot be a key", "keys are plain words");
            var key = YamlScalarReader.AsKey(scalars.Read(isFlow: true));
            entries.CheckKey(key);
            cursor.SkipBlanks();
            if (cursor.Current != ':') throw WithoutValue(key);
            if (key.IsPlain && !TextCursor.Separates(cursor.Next)) throw cursor.Fault("no space after the colon", "put one there");
            cursor.Advance();
            SkipTo(open, '{', indent);
            if (cursor.Current is ',' or '}') throw WithoutValue(key);
            entries.Add(key, ReadValue(indent, depth));
        }

        cursor.Advance();
        return entries.Build(open);
    }

    private YamlNode ReadValue(int indent, int depth) =>
        cursor.Current is '[' or '{' ? Read(indent, depth + 1) : YamlScalarReader.AsValue(scalars.Read(isFlow: true));

    private void SkipSeparator(TextPlace open, char bracket, char close, int indent)
    {
        SkipTo(open, bracket, indent);
        if (cursor.Current == close) return;
        if (cursor.Current != ',')
        {
            var related = new RelatedPlace(open.Line, open.Column, 1, "it was opened here");
            throw new YamlFaultException(new TextFault(cursor.Here(), $"expected `,` or `{close}`", null, related));
        }

        cursor.Advance();
        SkipTo(open, bracket, indent);
    }

    /// <summary>Goes to the next piece inside of brackets; a bracket that closes may stand below what it belongs to.</summary>
    private void SkipTo(TextPlace open, char bracket, int indent)
    {
        var line = cursor.Line;
        cursor.SkipToContent();
        var isInside = cursor.Line == line || cursor.Column > indent || (cursor.Column == indent && cursor.Current is ']' or '}');
        if (cursor.IsAtEnd || cursor.IsAtMarker || !isInside)
            throw new YamlFaultException(new TextFault(open, $"`{bracket}` is not closed", "close it, and indent what is inside more than its key"));
    }

    private static YamlFaultException WithoutValue(YamlScalar key)
    {
        var shown = YamlScalar.Shorten(key.Text);
        var help = key.IsPlain && key.Text.Contains(':', StringComparison.Ordinal) ? "put a space after the colon" : $"write `{shown}: null` if that is meant";
        return new YamlFaultException(new TextFault(key.Place, $"key `{shown}` has no value", help));
    }
}
