using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Writes shapes as Markdown, one table for each mapping.</summary>
internal sealed class ShapeReference
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly Queue<MappingShape> _waiting = new();
    private readonly SortedDictionary<string, TextShape> _forms = new(StringComparer.Ordinal);

    /// <summary>Writes the tables of shapes and of all that is in them.</summary>
    /// <param name="roots">The shapes.</param>
    /// <returns>Markdown that ends in a line feed.</returns>
    public static string Write(params ReadOnlySpan<MappingShape> roots)
    {
        var reference = new ShapeReference();
        foreach (var root in roots) reference.Await(root);
        while (reference._waiting.TryDequeue(out var mapping)) reference.WriteTable(mapping);
        reference.WriteForms();
        return reference._text.ToString();
    }

    private void Await(MappingShape mapping)
    {
        if (_written.Add(mapping.Name)) _waiting.Enqueue(mapping);
    }

    private void WriteTable(MappingShape mapping)
    {
        _text.Append(CultureInfo.InvariantCulture, $"## {TitleOf(mapping)}\n\n{mapping.Description}\n\n| key | value | meaning |\n|---|---|---|\n");
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
                Await(mapping);
                return Link(mapping);
            case ChoiceShape choice:
                foreach (var kind in choice.Kinds) Await(kind);
                return $"a {choice.Name}: {string.Join(", ", choice.Kinds.Select(kind => $"[`{kind.Keys[0].Name}`]({AnchorOf(kind)})"))}";
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
            case LiteralShape:
                return "text, number, `true` or `false`";
            default:
                return "`true` or `false`";
        }
    }

    private static string Link(MappingShape mapping) => $"[{mapping.Name}]({AnchorOf(mapping)})";

    private static string TitleOf(MappingShape mapping) => $"{char.ToUpperInvariant(mapping.Name[0])}{mapping.Name[1..].Replace('_', ' ')}";

    private static string AnchorOf(MappingShape mapping) => $"#{mapping.Name.Replace('_', '-')}";

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
