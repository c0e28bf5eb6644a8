using Aegis.Streams.Policy.Evaluation;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Counts the declarations with parameters that can speak of one call. The engine puts so many of them together and no more; with one more it would know
/// no parameter at all. Patterns that only may meet count as if they did.
/// </summary>
internal static class CallDeclarations
{
    /// <summary>The most that may speak of one call: one trie is the permit's.</summary>
    public const int Max = KnownParameters.MaxTries - 1;

    /// <summary>Looks for a call that too many speak of.</summary>
    /// <param name="ofBase">What the base declares.</param>
    /// <param name="own">What the layer declares of which it is looked for; for the base itself, the same.</param>
    /// <returns>A declaration of the layer, the tool and the count; <see langword="null"/>: there is no such call.</returns>
    public static (ToolDeclaration Declaration, string Tool, int Count)? FindTooMany(IReadOnlyCollection<ToolDeclaration> ofBase, IReadOnlyCollection<ToolDeclaration> own)
    {
        var all = (ReferenceEquals(ofBase, own) ? own : ofBase.Concat(own)).Where(one => !one.Parameters.IsEmpty).ToList();
        if (all.Count <= Max) return null;
        var table = new ToolTable<ToolDeclaration>(all, one => one.Tool);
        var seen = new HashSet<string>(StringComparer.Ordinal);

        // Backwards, so that the one is told that is too many.
        foreach (var one in own.Where(one => !one.Parameters.IsEmpty).Reverse())
        {
            foreach (var name in one.Tool.IsExact ? [one.Tool.Text] : table.Names.Where(one.Tool.Matches))
                if (seen.Add(name) && MostOfOneAction([.. table.Of(name)]) is > Max and var count) return (one, name, count);
            if (!one.Tool.IsExact && seen.Add(one.Tool.Text) && MostOfOneAction([.. table.Patterns.Where(other => GlobScope.Overlap(other.Tool, one.Tool))]) is > Max and var most)
                return (one, one.Tool.Text, most);
        }

        return null;
    }

    private static int MostOfOneAction(List<ToolDeclaration> declarations)
    {
        if (declarations.Count <= Max) return declarations.Count;
        var actions = declarations.SelectMany(one => one.Actions).Distinct().ToList();
        var most = declarations.Count(one => one.Actions.IsEmpty);
        foreach (var action in actions)
        {
            var count = declarations.Count(one => one.Actions.IsEmpty || one.Actions.Any(other => (action.IsExact || !other.IsExact) && GlobScope.Overlap(action, other)));
            most = Math.Max(most, count);
        }

        return most;
    }
}
