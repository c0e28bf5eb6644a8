using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// Finds the rules that may speak of a call by tenant, tool, action and subject, so that the cost of a decision does not grow with the
/// number of rules. Patterns of names are written out over the names that rules mention.
/// </summary>
internal sealed class RuleIndex
{
    /// <summary>At most two tenants, tools and actions: the name itself, and whatever the name.</summary>
    public const int MaxRanges = 8;

    private const int BitsPerName = 21;
    private const int NameMask = (1 << BitsPerName) - 1;

    private readonly IndexDepth _depth;
    private readonly NameTables _names;
    private readonly int[] _shapes;
    private readonly Slot[] _slots;
    private readonly int _shift;

    // In the order of their keys, subjects and numbers: those first that no subject leads to. A rule that several subjects lead to is there once for each.
    private readonly int[] _subjects;
    private readonly RuleRow[] _rows;

    /// <summary>Initializes an index.</summary>
    /// <param name="rules">The rules, each at the place that is its number.</param>
    /// <param name="names">The names that they mention.</param>
    /// <param name="depth">By what they are found; the rest of their target is left open.</param>
    /// <param name="wanted">Which rules are indexed: those that have these traits.</param>
    public RuleIndex(ReadOnlySpan<CompiledRule> rules, NameTables names, IndexDepth depth, RuleTraits wanted)
    {
        (_depth, _names) = (depth, names);
        var places = new List<Place>(rules.Length);
        foreach (var rule in rules)
            if (rule.Row.Is(wanted)) Add(rule, places);
        var sorted = CollectionsMarshal.AsSpan(places);
        sorted.Sort();
        (_subjects, _rows) = (new int[sorted.Length], new RuleRow[sorted.Length]);
        var (keys, shapes) = (0, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            (_subjects[i], _rows[i]) = (sorted[i].Subject, RowOf(rules[sorted[i].Rule], sorted[i].Key));
            if (i > 0 && sorted[i].Key == sorted[i - 1].Key) continue;
            keys++;
            shapes |= 1 << ShapeOf(sorted[i].Key);
        }

        _shapes = [.. Enumerable.Range(0, MaxRanges).Where(shape => (shapes & (1 << shape)) != 0)];
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, 2 * keys))];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
        Fill(sorted);
    }

    /// <summary>Finds the rows of a call.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="tool">The number of the tool.</param>
    /// <param name="call">The call.</param>
    /// <param name="ranges">Takes them.</param>
    /// <returns>How many there are, at most <see cref="MaxRanges"/>.</returns>
    public int Find(CallerFacts caller, int tool, in PolicyCall call, Span<RowRange> ranges)
    {
        var action = _names.Actions.Of(call.Action);
        var count = 0;
        foreach (var shape in _shapes)
        {
            var key = Key((shape & 4) == 0 ? caller.Tenant : NameTable.Any, (shape & 2) == 0 ? tool : NameTable.Any, (shape & 1) == 0 ? action : NameTable.Any);
            if (Find(key) is { Count: > 0 } range) ranges[count++] = range;
        }

        return count;
    }

    /// <summary>Walks over those of the rows that may speak of a caller.</summary>
    public RowWalk Walk(RowRange range, CallerFacts caller) => new(_subjects.AsSpan(range.Start, range.Count), range.Start, caller);

    /// <summary>Gets a row.</summary>
    public ref readonly RuleRow Row(int row) => ref _rows[row];

    private static long Key(int tenant, int tool, int action) => ((long)tenant << (2 * BitsPerName)) | ((long)tool << BitsPerName) | (uint)action;

    private static int ShapeOf(long key) =>
        (key >> (2 * BitsPerName) == NameTable.Any ? 4 : 0) | (((key >> BitsPerName) & NameMask) == NameTable.Any ? 2 : 0) | ((key & NameMask) == NameTable.Any ? 1 : 0);

    /// <summary>Makes the row of a rule. Where it is found by names that rules mention, its patterns were matched with these when the index was made.</summary>
    private static RuleRow RowOf(CompiledRule rule, long key)
    {
        var (tenant, tool, action) = ((int)(key >> (2 * BitsPerName)), (int)(key >> BitsPerName) & NameMask, (int)key & NameMask);
        var isTenantProven = rule.Tenant is null ? IsProof(tenant, rule.Rule.Who.Tenants) : tenant > NameTable.Unmentioned && rule.Rule.Who.Tenants.IsEmpty;
        var isProven = isTenantProven && IsProof(tool, rule.Rule.What.Tools) && IsProof(action, rule.Rule.What.Actions);
        return isProven ? rule.Row : rule.Row with { Traits = rule.Row.Traits & ~RuleTraits.IsProvenByIndex };
    }

    private static bool IsProof(int number, ImmutableArray<NameGlob> globs) => number > NameTable.Unmentioned || globs.IsEmpty;

    private void Add(CompiledRule rule, List<Place> places)
    {
        var tools = _depth >= IndexDepth.Tool ? _names.Tools.Expand(rule.FoundBy.Tools) : NameTable.AnyOnly;
        var actions = _depth >= IndexDepth.Action ? _names.Actions.Expand(rule.FoundBy.Actions) : NameTable.AnyOnly;
        var subjects = _names.Subjects.KeysOf(rule.Rule.Who);
        foreach (var tenant in _names.Tenants.Expand(rule.FoundBy.Tenants))
        {
            foreach (var tool in tools)
            {
                foreach (var action in actions)
                    foreach (var subject in subjects) places.Add(new Place(Key(tenant, tool, action), subject, rule.Number));
            }
        }
    }

    private void Fill(ReadOnlySpan<Place> sorted)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end].Key == sorted[start].Key) end++;
            var slot = SlotOf(sorted[start].Key);
            while (_slots[slot].Range.Count > 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = new Slot(sorted[start].Key, new RowRange(start, end - start));
            start = end;
        }
    }

    private RowRange Find(long key)
    {
        for (var slot = SlotOf(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref readonly var found = ref _slots[slot];
            if (found.Key == key || found.Range.Count == 0) return found.Range;
        }
    }

    private int SlotOf(long key) => (int)(((ulong)key * 0x9E37_79B9_7F4A_7C15) >> _shift);

    private readonly record struct Slot(long Key, RowRange Range);

    private readonly record struct Place(long Key, int Subject, int Rule) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            var order = Key.CompareTo(other.Key);
            if (order == 0) order = Subject.CompareTo(other.Subject);
            return order == 0 ? Rule.CompareTo(other.Rule) : order;
        }
    }
}
