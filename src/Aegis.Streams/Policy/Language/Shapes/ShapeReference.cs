using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Writes shapes as Markdown, one table for each mapping.</summary>
internal sealed class ShapeReference
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly Queue<Shape> _waiting = new();
    private readonly SortedDictionary<string, TextShape> _forms = new(StringComparer.Ordinal);

    /// <summary>Writes the tables of shapes and of all that is in them.</summary>
    /// <param name="roots">The shapes.</param>
    /// <returns>Markdown that ends in a line feed.</returns>
    public static string Write(params ReadOnlySpan<MappingShape> roots)
    {
        var reference = new ShapeReference();
        foreach (var root in roots) reference.Await(root, root.Name);
        while (reference._waiting.TryDequeue(out var shape)) reference.WriteTable(shape);
        reference.WriteForms();
        return reference._text.ToString();
    }

    private string Await(Shape shape, string name)
    {
        if (_written.Add(name)) _waiting.Enqueue(shape);
        return $"[{name}](#{name.Replace('_', '-')})";
    }

    private void WriteTable(Shape shape)
    {
        if (shape is ChoiceShape choice) WriteKinds(choice);
        else WriteKeys((MappingShape)shape);
    }

    private void WriteKinds(ChoiceShape choice)
    {
        WriteHeading(choice.Name, choice.Description);
        _text.Append("| key | kind | meaning |\n|---|---|---|\n");
        foreach (var kind in choice.Kinds) _text.Append(CultureInfo.InvariantCulture, $"| `{kind.Keys[0].Name}` | {Await(kind, kind.Name)} | {kind.Description} |\n");
        _text.Append('\n');
    }

    private void WriteHeading(string name, string description) =>
        _text.Append(CultureInfo.InvariantCulture, $"## {char.ToUpperInvariant(name[0])}{name[1..].Replace('_', ' ')}\n\n{description}\n\n");

    private void WriteKeys(MappingShape mapping)
    {
        WriteHeading(mapping.Name, mapping.Description);
        _text.Append("| key | value | meaning |\n|---|---|---|\n");
        foreach (var key in mapping.Keys)
        {
            var meaning = $"{key.Description}{(key.IsRequired ? " Required." : "")}{(key.Default is null ? "" : $" Default: {key.Default}.")}";
            _text.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {Show(key.Value).Replace("|", "\\|", StringComparison.Ordinal)} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        _text.Append('\n');
    }

    private void WriteForms()
    {
        _text.Append("## Forms of texts\n\n| form | rule |\n|---|---|\n");
        foreach (var (name, form) in _forms) _text.Append(CultureInfo.InvariantCulture, $"| {name} | {form.Rule["must be ".Length..]} |\n");
    }

    private string Show(Shape shape)
    {
        switch (shape)
        {
            case ReferenceShape reference:
                return Show(reference.Target());
            case MappingShape mapping:
                return Await(mapping, mapping.Name);
            case ChoiceShape choice:
                return Await(choice, choice.Name);
            case MapShape map:
                return $"mapping from {Show(map.Key)} to {Show(map.Value)}, {(map.MinEntries > 0 ? $"{map.MinEntries} to" : "at most")} {Count(map.MaxEntries)}";
            case ListShape list:
                return $"{(list.TakesSingle ? "one or a list" : "list")} of {Show(list.Item)}, at most {Count(list.MaxItems)}";
            case TextShape text:
                if (text.Name is "text") return text.Rule["must be a ".Length..];
                _forms[text.Name] = text;
                return text.Name;
            case WordShape words:
                return string.Join(", ", words.Words.Select(word => $"`{word}`"));
            case IntegerShape integer:
                return $"{Count(integer.Min)} to {Count(integer.Max)}";
            case NumberShape number:
                return number is { Min: { } min, Max: { } max } ? $"number, {min} to {max}" : "number";
            case JsonShape:
                return "any value";
            case LiteralShape:
                return "text, number, `true` or `false`";
            default:
                return "`true` or `false`";
        }
    }

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
