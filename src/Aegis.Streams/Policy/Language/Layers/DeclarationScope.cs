using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Compares which calls declarations of tools speak of.</summary>
internal static class DeclarationScope
{
    public static bool Overlap(ToolDeclaration left, ToolDeclaration right) =>
        GlobScope.Overlap(left.Tool, right.Tool) && GlobScope.Overlap(left.Actions, right.Actions);

    public static bool Overlap(ToolDeclaration tool, ImmutableArray<NameGlob> tools, ImmutableArray<NameGlob> actions) =>
        GlobScope.Overlap(tool.Tool, tools) && GlobScope.Overlap(tool.Actions, actions);

    /// <summary>Says whether a declaration speaks of every call of a tool with these actions; none: any.</summary>
    public static bool Contains(ToolDeclaration declaration, NameGlob tool, ImmutableArray<NameGlob> actions) =>
        GlobScope.Contains(declaration.Tool, tool) && GlobScope.FirstOutside(declaration.Actions, actions) is null;
}
