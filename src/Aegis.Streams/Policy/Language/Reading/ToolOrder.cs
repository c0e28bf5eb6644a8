using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>Gives declarations of tools their one order.</summary>
internal static class ToolOrder
{
    public static ImmutableArray<ToolDeclaration> Of(IEnumerable<ToolDeclaration> tools) =>
        [.. tools.OrderBy(tool => tool.Tool.Text, StringComparer.Ordinal).ThenBy(tool => string.Join(' ', CanonicalSets.Of(tool.Actions)), StringComparer.Ordinal)];
}
