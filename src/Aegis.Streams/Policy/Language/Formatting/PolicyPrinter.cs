using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Formatting;

/// <summary>Prints a document: keys in the order of the grammar, two spaces for each level, brackets where the author had them and they fit in a line.</summary>
internal sealed class PolicyPrinter(SourceLines source, SourceComments comments)
{
    private const int MaxWidth = 120;

    private readonly StringBuilder _text = new();

    /// <summary>Prints a document.</summary>
    /// <param name="root">The document, which has the shape.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>Lines that end in a line feed each.</returns>
    public string Print(YamlMapping root, MappingShape shape)
    {
        foreach (var comment in comments.First) _text.Append(comment).Append('\n');
        PrintEntries(root, shape, 0, isInline: false);
        foreach (var comment in comments.Last) _text.Append(comment).Append('\n');
        return _text.ToString();
    }

    private void PrintEntries(YamlMapping mapping, Shape shape, int indent, bool isInline)
    {
        var isFirst = true;
        foreach (var (key, value) in Ordered(mapping, shape))
        {
            if (!isInline || !isFirst) PrintBefore(key, indent, isFirst);
            if (!isInline || !isFirst) _text.Append(' ', indent);
            _text.Append(ScalarSpelling.Of(key, isKey: true)).Append(':');
            PrintValue(key, value, Inner(mapping, shape, key.Text), indent);
            isFirst = false;
        }
    }

    private void PrintItems(YamlSequence sequence, Shape shape, int indent)
    {
        foreach (var (index, item) in sequence.Items.Index())
        {
            PrintBefore(item, indent, index == 0);
            var first = item is YamlMapping { Entries.IsEmpty: false } mapping && !IsFlow(item, shape, indent + 2) ? Ordered(mapping, shape)[0].Key : null;
            if (first is not null && comments.Behind(item) is { } behind) _text.Append(' ', indent).Append(behind).Append('\n');
            foreach (var comment in first is null ? [] : comments.Before(first)) _text.Append(' ', indent).Append(comment).Append('\n');
            _text.Append(' ', indent).Append('-');
            if (first is null) PrintValue(item, item, shape, indent);
            else PrintEntriesBehindDash((YamlMapping)item, shape, indent);
        }
    }

    private void PrintEntriesBehindDash(YamlMapping mapping, Shape shape, int indent)
    {
        _text.Append(' ');
        PrintEntries(mapping, shape, indent + 2, isInline: true);
    }

    private void PrintBefore(YamlNode anchor, int indent, bool isFirst)
    {
        if (comments.IsSpaced(anchor) && !isFirst) _text.Append('\n');
        foreach (var comment in comments.Before(anchor)) _text.Append(' ', indent).Append(comment).Append('\n');
    }

    /// <summary>Prints what follows a colon or a dash, with the comment behind it and the end of the line.</summary>
    private void PrintValue(YamlNode anchor, YamlNode value, Shape shape, int indent)
    {
        var behind = comments.Behind(anchor) is { } comment ? $" {comment}" : "";
        if (value is YamlScalar scalar)
        {
            PrintScalar(scalar, behind, indent);
        }
        else if (IsFlow(value, shape, CurrentColumn() + 1))
        {
            _text.Append(' ').Append(Flow(value, shape)).Append(behind).Append('\n');
        }
        else
        {
            _text.Append(behind).Append('\n');
            if (value is YamlMapping mapping) PrintEntries(mapping, shape, indent + 2, isInline: false);
            else PrintItems((YamlSequence)value, shape is ListShape list ? list.Item : shape, indent + 2);
        }
    }

    private void PrintScalar(YamlScalar scalar, string behind, int indent)
    {
        if (source.TextBlock(scalar) is not var (header, lines))
        {
            var spelling = ScalarSpelling.Of(scalar);
            _text.Append(spelling.Length > 0 ? " " : "").Append(spelling).Append(behind).Append('\n');
            return;
        }

        _text.Append(' ').Append(header).Append(behind).Append('\n');
        foreach (var line in lines)
        {
            if (line.Length > 0) _text.Append(' ', indent + 2).Append(line);
            _text.Append('\n');
        }
    }

    private bool IsFlow(YamlNode node, Shape shape, int column) =>
        node is YamlSequence { Items.IsEmpty: true } or YamlMapping { Entries.IsEmpty: true } || (source.IsOneLine(node) && column + Flow(node, shape).Length <= MaxWidth);

    private static string Flow(YamlNode node, Shape shape) => node switch
    {
        YamlScalar scalar => ScalarSpelling.Of(scalar),
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(item => Flow(item, Item(shape))))}]",
        YamlMapping mapping => $"{{{string.Join(", ", Ordered(mapping, shape).Select(entry => $"{ScalarSpelling.Of(entry.Key, isKey: true)}: {Flow(entry.Value, Inner(mapping, shape, entry.Key.Text))}"))}}}",
        _ => throw new NotSupportedException($"A node of type {node.GetType().Name} has no text."),
    };

    private static ImmutableArray<(YamlScalar Key, YamlNode Value)> Ordered(YamlMapping mapping, Shape shape)
    {
        if (KindOf(mapping, shape) is not { } kind) return mapping.Entries;
        var order = kind.Names.ToList();
        return [.. mapping.Entries.OrderBy(entry => order.IndexOf(entry.Key.Text))];
    }

    private static Shape Inner(YamlMapping mapping, Shape shape, string key) =>
        KindOf(mapping, shape)?.Find(key)?.Value ?? (Resolve(shape) as MapShape)?.Value ?? shape;

    private static MappingShape? KindOf(YamlMapping mapping, Shape shape) => Resolve(shape) switch
    {
        MappingShape kind => kind,
        ChoiceShape choice => choice.Kinds.FirstOrDefault(kind => mapping.Find(kind.Keys[0].Name) is not null),
        ListShape { TakesSingle: true } list => KindOf(mapping, list.Item),
        _ => null,
    };

    private static Shape Item(Shape shape) => Resolve(shape) is ListShape list ? list.Item : shape;

    private static Shape Resolve(Shape shape) => shape is ReferenceShape reference ? Resolve(reference.Target()) : shape;

    private int CurrentColumn()
    {
        var column = 0;
        while (column < _text.Length && _text[_text.Length - 1 - column] != '\n') column++;
        return column;
    }
}
