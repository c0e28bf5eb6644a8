using System.Numerics;
using System.Runtime.InteropServices;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// Which parameters a rule or declaration names, as tries in one array. Several may speak of one call. Where a path ends, a value of any kind is
/// known; where paths only lead on, an object is known if one leads to a member, an array if one leads to the items, and nothing else. An object
/// or array in which none of them names anything is accepted as it is, any other only with what at least one of them names.
/// </summary>
internal sealed class KnownParameters
{
    /// <summary>The most tries that speak of one call, and so the most nodes at one place.</summary>
    public const int MaxTries = 64;

    private const int FewestSlots = 4;
    private const byte AnyKind = byte.MaxValue;
    private const byte ObjectKind = 1 << (int)ParameterKind.Object;
    private const byte ArrayKind = 1 << (int)ParameterKind.Array;

    private readonly List<Node> _nodes = [];
    private SealedNode[] _sealed = [];
    private int[] _slots = [];

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
            CollectionsMarshal.AsSpan(_nodes)[node].Kinds = AnyKind;
        }

        return root;
    }

    /// <summary>Ends the adding: from now on members are found by the hash of their names, items by 0.</summary>
    public void Seal()
    {
        _sealed = new SealedNode[_nodes.Count];
        var (slots, steps) = (new List<int>(), new Dictionary<string, ParameterStep>(StringComparer.Ordinal));
        for (var node = 1; node < _sealed.Length; node++)
        {
            ref var made = ref _sealed[node];
            var step = StepOf(node, steps);
            (made.Name, made.NameHash, made.Kinds) = (step.Name, step.NameHash, _nodes[node].Kinds);
            var children = ChildrenOf(node).ToArray();
            if (children.Length == 0) continue;
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FewestSlots, 2 * children.Length));
            (made.FirstSlot, made.SlotMask) = (slots.Count, (uint)size - 1);
            CollectionsMarshal.SetCount(slots, slots.Count + size);
            var own = CollectionsMarshal.AsSpan(slots)[^size..];
            own.Clear();
            foreach (var child in children)
            {
                var slot = StepOf(child, steps).NameHash & made.SlotMask;
                while (own[(int)slot] > 0) slot = (slot + 1) & made.SlotMask;
                own[(int)slot] = child;
            }
        }

        _slots = [.. slots];
        _nodes.Clear();
        _nodes.TrimExcess(); // The collector need not look at them for as long as the set lives.
    }

    /// <summary>Finds the first parameter that no trie knows.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="roots">The roots of the tries; none: no parameter is known.</param>
    /// <param name="unknown">The entry of the parameter; 0: all are known.</param>
    /// <returns>Whether all are known.</returns>
    public bool Know(ParameterTable parameters, ReadOnlySpan<int> roots, out int unknown)
    {
        unknown = Unknown(parameters.Text, parameters.Entries, 0, roots);
        return unknown == 0;
    }

    private int Unknown(ReadOnlySpan<byte> text, ReadOnlySpan<ParameterEntry> entries, int container, ReadOnlySpan<int> nodes)
    {
        Span<int> next = stackalloc int[nodes.Length]; // At most MaxTries: each trie has one node at a place.
        var end = entries[container].Next;
        for (var child = container + 1; child < end; child = entries[child].Next)
        {
            ref readonly var entry = ref entries[child];
            var count = 0;
            var kinds = 0;
            var isNamedInside = false;
            foreach (var node in nodes)
            {
                if (Find(text, entry, in _sealed[node]) is not (> 0 and var found)) continue;
                next[count++] = found;
                kinds |= _sealed[found].Kinds;
                isNamedInside |= _sealed[found].SlotMask > 0;
            }

            if ((kinds & (1 << (int)entry.Kind)) == 0) return child;
            if (!isNamedInside || entry.Kind is not (ParameterKind.Object or ParameterKind.Array)) continue;
            if (Unknown(text, entries, child, next[..count]) is var unknown && unknown > 0) return unknown;
        }

        return 0;
    }

    /// <summary>Finds what a trie has for a member or item; 0: nothing.</summary>
    private int Find(ReadOnlySpan<byte> text, in ParameterEntry entry, in SealedNode node)
    {
        if (node.SlotMask == 0) return 0;
        for (var slot = entry.NameHash & node.SlotMask; ; slot = (slot + 1) & node.SlotMask)
        {
            var candidate = _slots[node.FirstSlot + (int)slot];
            if (candidate == 0) return 0;
            ref readonly var child = ref _sealed[candidate];
            if (child.Name is null ? !entry.HasName : child.NameHash == entry.NameHash && ParameterTable.NameEquals(text, entry, child.Name)) return candidate;
        }
    }

    /// <summary>Makes the step of a node, one for all nodes of a name.</summary>
    private ParameterStep StepOf(int node, Dictionary<string, ParameterStep> steps)
    {
        if (_nodes[node].Step.Name is not { } name) return default;
        ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(steps, name, out var isMade);
        if (!isMade) step = new ParameterStep(name);
        return step;
    }

    private IEnumerable<int> ChildrenOf(int node)
    {
        for (var child = _nodes[node].FirstChild; child > 0; child = _nodes[child].NextSibling) yield return child;
    }

    private int Child(int node, PathStep step)
    {
        foreach (var child in ChildrenOf(node))
            if (_nodes[child].Step == step) return child;
        var added = NewNode(step);
        var all = CollectionsMarshal.AsSpan(_nodes);
        all[added].NextSibling = all[node].FirstChild;
        all[node].FirstChild = added;
        all[node].Kinds |= step.IsEachItem ? ArrayKind : ObjectKind;
        return added;
    }

    private int NewNode(PathStep step)
    {
        if (_nodes.Count == 0) _nodes.Add(default); // No child has the number 0.
        _nodes.Add(new Node(step));
        return _nodes.Count - 1;
    }

    private struct Node(PathStep step)
    {
        public readonly PathStep Step = step;
        public int FirstChild;
        public int NextSibling;
        public byte Kinds;
    }

    /// <summary>
    /// A node as it is looked up. Its children are in a hash table of its own; a mask of 0: there are none. Which kinds of values are known there
    /// is a bit for each <see cref="ParameterKind"/>. The step is held as its fields, so that the kinds lie in what would be its padding.
    /// </summary>
    private struct SealedNode
    {
        public byte[]? Name;
        public uint NameHash;
        public int FirstSlot;
        public uint SlotMask;
        public byte Kinds;
    }
}
