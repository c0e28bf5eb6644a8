using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A mapping with these keys and no others.</summary>
internal sealed record MappingShape : Shape
{
    private readonly FrozenDictionary<string, KeyShape> _keys;

    /// <summary>Initializes a shape.</summary>
    /// <param name="name">Its name in the schema.</param>
    /// <param name="title">What to call such a mapping in messages, with its article.</param>
    /// <param name="description">What it is, one line of Markdown.</param>
    /// <param name="keys">Its keys, in the order in which they are written.</param>
    public MappingShape(string name, string title, string description, params ImmutableArray<KeyShape> keys)
    {
        (Name, Title, Description, Keys) = (name, title, description, keys);
        _keys = keys.ToFrozenDictionary(key => key.Name, StringComparer.Ordinal);
        Required = [.. keys.Where(key => key.IsRequired)];
    }

    public string Name { get; }

    public string Title { get; }

    public string Description { get; }

    public ImmutableArray<KeyShape> Keys { get; }

    public ImmutableArray<KeyShape> Required { get; }

    /// <summary>Gets the names of the keys.</summary>
    public IEnumerable<string> Names => Keys.Select(key => key.Name);

    /// <summary>Gets a value indicating whether a mapping without keys says something.</summary>
    public bool MayBeEmpty { get; init; } = true;

    public KeyShape? Find(string key) => _keys.GetValueOrDefault(key);
}
