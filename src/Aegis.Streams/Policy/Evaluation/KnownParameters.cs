using System.Runtime.InteropServices;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// Which parameters a rule or declaration names, as tries in one array. Several may speak of one call; an object whose members none of them
/// names is accepted as it is, any other only with the members that at least one of them names.
/// </summary>
internal sealed class KnownParameters
{
    /// <summary>The most tries that speak of one call, and so the most nodes at one place.</summary>
    public const int MaxTries = 64;

    private readonly List<Node> _nodes = [];

    /// <summary>Adds a trie.</summary>
    /// <param name="paths">The paths.</param>
    /// <returns>Its root.</returns>
    public int Add(IEnumerable<ParameterPath> paths)
    {
        var root = NewNode(default);
        foreach (var path in paths)
        {
            var node = root;
            foreach (var step in path.Steps) node = Child(node, step);
        }

        return root;
    }

    /// <summary>Finds the first parameter that no trie knows.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="roots">The roots of the tries; none: no parameter is known.</param>
    /// <param name="unknown">The entry of the parameter; 0: all are known.</param>
    /// <returns>Whether all are known.</returns>
    public bool Know(ParameterTable parameters, ReadOnlySpan<int> roots, out int unknown)
    {
        unknown = Unknown(parameters, 0, roots, isRoot: true);
        return unknown == 0;
    }

    private int Unknown(ParameterTable parameters, int container, ReadOnlySpan<int> nodes, bool isRoot)
    {
        ref readonly var entry = ref parameters[container];
        if (entry.Kind is not (ParameterKind.Object or ParameterKind.Array)) return 0;
        if (!isRoot && !HasChildren(nodes)) return 0;
        Span<int> next = stackalloc int[nodes.Length]; // At most MaxTries: each trie has one node at a place.
        for (var child = container + 1; child < entry.Next; child = parameters[child].Next)
        {
            var count = Step(parameters, child, nodes, next);
            if (count == 0) return child;
            if (Unknown(parameters, child, next[..count], isRoot: false) is var unknown && unknown > 0) return unknown;
        }

        return 0;
    }

    private bool HasChildren(ReadOnlySpan<int> nodes)
    {
        var all = CollectionsMarshal.AsSpan(_nodes);
        foreach (var node in nodes)
            if (all[node].FirstChild > 0) return true;
        return false;
    }

    private int Step(ParameterTable parameters, int child, ReadOnlySpan<int> nodes, Span<int> next)
    {
        var count = 0;
        var all = CollectionsMarshal.AsSpan(_nodes);
        ref readonly var entry = ref parameters[child];
        foreach (var node in nodes)
        {
            for (var candidate = all[node].FirstChild; candidate > 0; candidate = all[candidate].NextSibling)
            {
                if (!IsStep(parameters, entry, in all[candidate].Step)) continue;
                next[count++] = candidate;
                break;
            }
        }

        return count;
    }

    private static bool IsStep(ParameterTable parameters, in ParameterEntry entry, in ParameterStep step) => step.Name is null
        ? !entry.HasName
        : entry.HasName && entry.NameHash == step.NameHash && parameters.NameEquals(entry, step.Name);

    private int Child(int node, PathStep step)
    {
        for (var child = _nodes[node].FirstChild; child > 0; child = _nodes[child].NextSibling)
            if (_nodes[child].Text == step) return child;
        var added = NewNode(step);
        var all = CollectionsMarshal.AsSpan(_nodes);
        all[added].NextSibling = all[node].FirstChild;
        all[node].FirstChild = added;
        return added;
    }

    private int NewNode(PathStep step)
    {
        if (_nodes.Count == 0) _nodes.Add(default); // No child has the number 0.
        _nodes.Add(new Node(step));
        return _nodes.Count - 1;
    }

    private struct Node(PathStep text)
    {
        public readonly PathStep Text = text;
        public readonly ParameterStep Step = new(text.Name);
        public int FirstChild;
        public int NextSibling;
    }
}
