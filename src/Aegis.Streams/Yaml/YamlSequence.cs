using System.Collections.Immutable;

namespace Aegis.Streams.Yaml;

/// <summary>A sequence.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Place">Its opening bracket or its first dash.</param>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, TextPlace Place) : YamlNode(Place)
{
    public override string Kind => "a list";
}
