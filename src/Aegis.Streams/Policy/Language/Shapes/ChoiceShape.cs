using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A mapping of one of several kinds. The first key of a kind tells it from the others, and the first kind whose key is there is meant.</summary>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Title">What to call such a mapping in messages, with its article.</param>
/// <param name="Description">What it is, one line of Markdown.</param>
/// <param name="Kinds">The kinds.</param>
internal sealed record ChoiceShape(string Name, string Title, string Description, ImmutableArray<MappingShape> Kinds) : Shape
{
    /// <summary>Gets the keys that tell the kinds apart.</summary>
    public IEnumerable<string> KindKeys => Kinds.Select(kind => kind.Keys[0].Name);
}
