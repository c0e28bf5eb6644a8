using System.Collections.Immutable;

namespace Aegis.Streams.Yaml;

/// <summary>A mapping in which no key occurs twice.</summary>
/// <param name="Entries">Its entries in the order of the file.</param>
/// <param name="Place">Its opening brace or its first key.</param>
internal sealed record YamlMapping(ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries, TextPlace Place) : YamlNode(Place)
{
    public override string Kind => "a mapping";

    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Key.Text == key) return entry.Value;
        return null;
    }
}
