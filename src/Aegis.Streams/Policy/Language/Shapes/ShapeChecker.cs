using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>Compares nodes with shapes and reports every difference. It remembers where, so that what is sound can be read on.</summary>
/// <param name="faults">Takes the differences.</param>
internal sealed class ShapeChecker(FaultList faults)
{
    private readonly HashSet<YamlNode> _unsound = new(ReferenceEqualityComparer.Instance);

    /// <summary>Says whether a node that was checked has the shape, with all that is in it.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Whether it has.</returns>
    public bool IsSound(YamlNode node) => !_unsound.Contains(node);

    /// <summary>Checks a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="shape">What it should be.</param>
    /// <param name="name">The key that it belongs to, or what else to call it.</param>
    /// <returns>Whether it is sound.</returns>
    public bool Check(YamlNode node, Shape shape, string name)
    {
        var isSound = shape switch
        {
            ReferenceShape reference => Check(node, reference.Target(), name),
            MappingShape mapping => CheckMapping(node, mapping),
            ChoiceShape choice => CheckChoice(node, choice),
            MapShape map => CheckMap(node, map, name),
            ListShape list => CheckList(node, list, name),
            JsonShape => true,
            _ => ScalarFault.Of(node, shape, name) is not var (problem, help) || Fault(node, problem, help),
        };
        if (!isSound) _unsound.Add(node);
        return isSound;
    }

    private bool CheckMapping(YamlNode node, MappingShape shape)
    {
        if (node is not YamlMapping mapping)
            return Fault(node, $"{shape.Title} must be a mapping with the keys {string.Join(", ", shape.Names)}, not {node.Kind}");
        var isSound = true;
        foreach (var (key, value) in mapping.Entries)
        {
            if (shape.Find(key.Text) is not { } known) isSound = Fault(key, $"unknown key `{YamlScalar.Shorten(key.Text)}` in {shape.Title}", Spelling.Guess(key.Text, shape.Names));
            else isSound &= Check(value, known.Value, known.Name);
        }

        foreach (var key in shape.Required)
            if (mapping.Find(key.Name) is null) isSound = Fault(mapping, $"key `{key.Name}` is missing");
        if (mapping.Entries.IsEmpty && !shape.MayBeEmpty) isSound = Fault(mapping, $"{shape.Title} is empty", $"write at least one of {string.Join(", ", shape.Names)}");
        return isSound;
    }

    private bool CheckChoice(YamlNode node, ChoiceShape shape)
    {
        if (node is not YamlMapping mapping) return Fault(node, $"{shape.Title} must be a mapping with one of the keys {string.Join(", ", shape.KindKeys)}, not {node.Kind}");
        foreach (var kind in shape.Kinds)
        {
            if (mapping.Find(kind.Keys[0].Name) is null) continue;
            var other = mapping.Entries.Select(entry => entry.Key).FirstOrDefault(key => kind.Find(key.Text) is null && shape.KindKeys.Contains(key.Text));
            return other is null ? CheckMapping(node, kind) : Fault(other, $"{shape.Title} has `{kind.Keys[0].Name}` and `{other.Text}`", "make two items of it");
        }

        var guess = mapping.Entries.Select(entry => Spelling.Guess(entry.Key.Text, shape.KindKeys)).FirstOrDefault(guess => guess is not null);
        return Fault(mapping, $"{shape.Title} needs one of the keys {string.Join(", ", shape.KindKeys)}", guess);
    }

    private bool CheckMap(YamlNode node, MapShape shape, string name)
    {
        if (node is not YamlMapping mapping) return Fault(node, $"`{name}` must be a mapping, not {node.Kind}");
        var isSound = true;
        foreach (var (key, value) in mapping.Entries)
        {
            if (!shape.Key.IsValid(key.Text)) isSound = Fault(key, $"{shape.KeyTitle} {shape.Key.Rule}, not `{YamlScalar.Shorten(key.Text)}`");
            isSound &= Check(value, shape.Value, key.Text);
        }

        if (mapping.Entries.Length < shape.MinEntries) isSound = Fault(mapping, $"`{name}` is empty", $"name {shape.KeyTitle}, or remove the key");
        if (mapping.Entries.Length > shape.MaxEntries) isSound = Fault(mapping, $"`{name}` has {mapping.Entries.Length} entries, more than {shape.MaxEntries}");
        return isSound;
    }

    private bool CheckList(YamlNode node, ListShape shape, string name)
    {
        if (node is not YamlSequence sequence)
        {
            if (shape.TakesSingle) return Check(node, shape.Item, name);
            return Fault(node, $"`{name}` must be a list, not {node.Kind}");
        }

        if (sequence.Items.IsEmpty && !shape.MayBeEmpty) return Fault(node, $"`{name}` is empty", "list something, or remove the key");
        if (sequence.Items.Length > shape.MaxItems) return Fault(node, $"`{name}` has {sequence.Items.Length} items, more than {shape.MaxItems}");
        var isSound = true;
        foreach (var item in sequence.Items) isSound &= Check(item, shape.Item, name);
        return isSound;
    }

    private bool Fault(YamlNode node, string problem, string? help = null)
    {
        faults.Add(node, problem, help);
        return false;
    }
}
