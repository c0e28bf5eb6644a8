using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Compares which parameters permits know. Never says wrongly that one knows all that another does.</summary>
internal static class KnownScope
{
    /// <summary>Looks for a parameter that one permit knows and another may not.</summary>
    /// <param name="inner">The one.</param>
    /// <param name="outer">The other.</param>
    /// <param name="declared">The declarations that may speak of their calls.</param>
    /// <returns>The first such parameter, `*` for all that nothing names; <see langword="null"/>: the other knows all.</returns>
    public static string? FirstOutside(PolicyRule inner, PolicyRule outer, IEnumerable<ToolDeclaration> declared)
    {
        if (outer.AcceptsUnknown) return null;
        if (inner.AcceptsUnknown) return "*";
        var (paths, others) = (ConditionWalk.Known(inner).ToList(), ConditionWalk.Known(outer).ToHashSet());
        if (paths.Count == others.Count && paths.TrueForAll(others.Contains)) return null;

        // A declaration that names a part of what a permit names, or the other way round, narrows both in its own way.
        if (declared.SelectMany(tool => tool.Parameters).FirstOrDefault(path => others.Any(other => AreNested(path, other))) is { } shared) return shared.Text;
        return paths.Find(path => !IsKnownWhole(path, others) && !(others.Contains(path) && paths.Exists(longer => IsPart(longer, path))))?.Text;
    }

    /// <summary>Says whether paths lead to something, or to what it is in, and none further.</summary>
    private static bool IsKnownWhole(ParameterPath path, HashSet<ParameterPath> paths) =>
        paths.Any(other => (path.Equals(other) || IsPart(path, other)) && !paths.Any(longer => IsPart(longer, other)));

    private static bool AreNested(ParameterPath left, ParameterPath right) => IsPart(left, right) || IsPart(right, left);

    /// <summary>Says whether a path leads to something within what another leads to.</summary>
    private static bool IsPart(ParameterPath path, ParameterPath outer) =>
        path.Steps.Length > outer.Steps.Length && path.Steps.AsSpan()[..outer.Steps.Length].SequenceEqual(outer.Steps.AsSpan());
}
