using System.Buffers;
using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Compares what globs match. `Contains` never says yes where a name is left out, and `Overlap` never says no where both match a name; the
/// other way round both may be wrong, and then a policy must say more plainly what it means.
/// </summary>
internal static class GlobScope
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("./:");

    /// <summary>Says whether every name that matches the inner glob matches the outer one.</summary>
    public static bool Contains(NameGlob outer, NameGlob inner)
    {
        if (outer.IsAny || outer.Text == inner.Text) return true;
        if (inner.IsExact) return outer.Matches(inner.Text);
        var name = inner.Text.AsSpan();
        var begins = outer.Text.AsSpan().TrimEnd('*');
        if (begins.Length == outer.Text.Length || begins.Contains('*') || !name.StartsWith(begins)) return false;

        // The outer glob is a beginning and one wildcard.
        var rest = name[begins.Length..];
        return outer.Text.EndsWith("**", StringComparison.Ordinal) || (!rest.ContainsAny(Separators) && rest.IndexOf("**") < 0);
    }

    /// <summary>Says whether whatever matches a list matches another; an empty list matches everything.</summary>
    /// <returns>The first glob of the inner list that reaches further, `**` for an empty one; <see langword="null"/>: none does.</returns>
    public static NameGlob? FirstOutside(ImmutableArray<NameGlob> outer, ImmutableArray<NameGlob> inner)
    {
        if (outer.IsEmpty) return null;
        if (inner.IsEmpty) return Contains(outer, NameGlob.Any) ? null : NameGlob.Any;
        foreach (var glob in inner)
            if (!Contains(outer, glob)) return glob;
        return null;
    }

    /// <summary>Says whether some name may match both.</summary>
    public static bool Overlap(NameGlob left, NameGlob right)
    {
        if (left.IsExact) return right.Matches(left.Text);
        if (right.IsExact) return left.Matches(right.Text);
        return (Start(left).StartsWith(Start(right)) || Start(right).StartsWith(Start(left)))
            && (End(left).EndsWith(End(right)) || End(right).EndsWith(End(left)));
    }

    /// <summary>Says whether some name may match both lists; an empty list matches everything.</summary>
    public static bool Overlap(ImmutableArray<NameGlob> left, ImmutableArray<NameGlob> right)
    {
        if (left.IsEmpty || right.IsEmpty) return true;
        foreach (var one in left)
            if (Overlaps(one, right)) return true;
        return false;
    }

    /// <summary>Says whether some name may match a glob and a list; an empty list matches everything.</summary>
    public static bool Overlap(NameGlob left, ImmutableArray<NameGlob> right) => right.IsEmpty || Overlaps(left, right);

    private static bool Overlaps(NameGlob glob, ImmutableArray<NameGlob> list)
    {
        foreach (var one in list)
            if (Overlap(glob, one)) return true;
        return false;
    }

    private static bool Contains(ImmutableArray<NameGlob> outer, NameGlob inner)
    {
        foreach (var one in outer)
            if (Contains(one, inner)) return true;
        return false;
    }

    private static ReadOnlySpan<char> Start(NameGlob glob) => glob.Text.AsSpan(0, glob.Text.IndexOf('*', StringComparison.Ordinal));

    private static ReadOnlySpan<char> End(NameGlob glob) => glob.Text.AsSpan(glob.Text.LastIndexOf('*') + 1);
}
