using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Compares what globs match. `Contains` never says yes where a name is left out, and `Overlap` never says no where both match a name; the
/// other way round both may be wrong, and then a policy must say more plainly what it means.
/// </summary>
internal static class GlobScope
{
    private static readonly char[] Separators = ['.', '/', ':'];

    /// <summary>Says whether every name that matches the inner glob matches the outer one.</summary>
    public static bool Contains(NameGlob outer, NameGlob inner)
    {
        if (outer.IsAny || outer.Text == inner.Text) return true;
        if (inner.IsExact) return outer.Matches(inner.Text);
        var star = outer.Text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0 || outer.Text.TrimEnd('*').Length != star || !inner.Text.StartsWith(outer.Text[..star], StringComparison.Ordinal)) return false;

        // The outer glob is a beginning and one wildcard.
        var rest = inner.Text[star..];
        return outer.Text.EndsWith("**", StringComparison.Ordinal) || (rest.IndexOfAny(Separators) < 0 && !rest.Contains("**", StringComparison.Ordinal));
    }

    /// <summary>Says whether whatever matches a list matches another; an empty list matches everything.</summary>
    /// <returns>The first glob of the inner list that reaches further, `**` for an empty one; <see langword="null"/>: none does.</returns>
    public static NameGlob? FirstOutside(ImmutableArray<NameGlob> outer, ImmutableArray<NameGlob> inner)
    {
        if (outer.IsEmpty) return null;
        return (inner.IsEmpty ? [NameGlob.Any] : inner).FirstOrDefault(glob => !outer.Any(one => Contains(one, glob)));
    }

    /// <summary>Says whether some name may match both.</summary>
    public static bool Overlap(NameGlob left, NameGlob right)
    {
        if (left.IsExact) return right.Matches(left.Text);
        if (right.IsExact) return left.Matches(right.Text);
        var (start, otherStart) = (Start(left), Start(right));
        var (end, otherEnd) = (End(left), End(right));
        return (start.StartsWith(otherStart, StringComparison.Ordinal) || otherStart.StartsWith(start, StringComparison.Ordinal))
            && (end.EndsWith(otherEnd, StringComparison.Ordinal) || otherEnd.EndsWith(end, StringComparison.Ordinal));
    }

    /// <summary>Says whether some name may match both lists; an empty list matches everything.</summary>
    public static bool Overlap(ImmutableArray<NameGlob> left, ImmutableArray<NameGlob> right) =>
        left.IsEmpty || right.IsEmpty || left.Any(one => right.Any(other => Overlap(one, other)));

    private static string Start(NameGlob glob) => glob.Text[..glob.Text.IndexOf('*', StringComparison.Ordinal)];

    private static string End(NameGlob glob) => glob.Text[(glob.Text.LastIndexOf('*') + 1)..];
}
