using System.Collections.Immutable;
using Aegis.Streams.Policy.Diagnostics;

namespace Aegis.Streams.Yaml;

/// <summary>Collects the entries of a mapping and refuses a key that occurs twice.</summary>
internal sealed class MappingBuilder
{
    private const int FewKeys = 8;

    private readonly ImmutableArray<(YamlScalar Key, YamlNode Value)>.Builder _entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
    private Dictionary<string, YamlScalar>? _keys;

    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Checks a key before its value is read, so that faults come in the order of the text.</summary>
    /// <exception cref="YamlFaultException">It is there already.</exception>
    public void CheckKey(YamlScalar key)
    {
        if (Find(key.Text) is not { } first) return;
        var shown = YamlScalar.Shorten(key.Text);
        throw new YamlFaultException(new TextFault(
            key.Place, $"key `{shown}` occurs twice in this mapping", $"the first is in line {first.Line}",
            new RelatedPlace(first.Line, first.Column, first.Place.Length, "the first is here")));
    }

    public void Add(YamlScalar key, YamlNode value)
    {
        _entries.Add((key, value));
        if (_entries.Count == FewKeys) _keys = _entries.ToDictionary(entry => entry.Key.Text, entry => entry.Key, StringComparer.Ordinal);
        else _keys?.Add(key.Text, key);
    }

    public YamlMapping Build(TextPlace place) => new(_entries.DrainToImmutable(), place);

    private YamlScalar? Find(string key)
    {
        if (_keys is not null) return _keys.GetValueOrDefault(key);
        foreach (var entry in _entries)
            if (entry.Key.Text == key) return entry.Key;
        return null;
    }
}
