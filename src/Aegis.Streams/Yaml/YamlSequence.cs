using System.Collections.Immutable;

namespace Aegis.Streams.Yaml;

/// <summary>A sequence.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record YamlSequence(ImmutableArray<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}
