using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// Finds the rules that may speak of a call by tenant, tool, action and subject, so that the cost of a decision does not grow with the
/// number of rules. Patterns of names are written out over the names that rules mention.
/// </summary>
internal sealed class RuleIndex
{
    /// <summary>At most two tenants, tools and actions: the name itself, and whatever the name.</summary>
    public const int MaxBuckets = 8;

    private const int BitsPerName = 21;

    private readonly IndexDepth _depth;
    private readonly NameTables _names;
    private readonly FrozenDictionary<long, RuleBucket> _buckets;
    private readonly bool[] _shapes = new bool[MaxBuckets];

    /// <summary>Initializes an index.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="names">The names that they mention.</param>
    /// <param name="depth">By what they are found; the rest of their target is left open.</param>
    public RuleIndex(IReadOnlyList<CompiledRule> rules, NameTables names, IndexDepth depth)
    {
        (_depth, _names) = (depth, names);
        var lists = new Dictionary<long, List<CompiledRule>>();
        foreach (var rule in rules) Add(rule, lists);
        _buckets = lists.ToFrozenDictionary(pair => pair.Key, pair => new RuleBucket(pair.Value, names.Subjects));
    }

    /// <summary>Finds the buckets of a call.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="call">The call.</param>
    /// <param name="buckets">Takes them.</param>
    /// <returns>How many there are, at most <see cref="MaxBuckets"/>.</returns>
    public int Find(CallerFacts caller, in PolicyCall call, Span<RuleBucket?> buckets)
    {
        var (tool, action) = (_names.Tools.Of(call.Tool), _names.Actions.Of(call.Action));
        var count = 0;
        for (var shape = 0; shape < MaxBuckets; shape++)
        {
            if (!_shapes[shape]) continue;
            var key = Key(shape < 4 ? caller.Tenant : NameTable.Any, (shape & 2) == 0 ? tool : NameTable.Any, (shape & 1) == 0 ? action : NameTable.Any);
            if (_buckets.TryGetValue(key, out var bucket)) buckets[count++] = bucket;
        }

        return count;
    }

    /// <summary>Lists the rules that may speak of a call, each once.</summary>
    public IReadOnlyCollection<CompiledRule> Candidates(CallerFacts caller, in PolicyCall call)
    {
        var candidates = new HashSet<CompiledRule>(ReferenceEqualityComparer.Instance);
        var buckets = new RuleBucket?[MaxBuckets];
        foreach (var bucket in buckets.AsSpan(0, Find(caller, call, buckets)))
        {
            var place = 0;
            while (bucket!.Next(caller, ref place, out var rule)) candidates.Add(rule);
        }

        return candidates;
    }

    /// <summary>Says whether there is a rule of the base, or of the tenant's layer, for whoever calls, as far as this index looks at the target.</summary>
    public bool HasRuleFor(CallerFacts caller, in PolicyCall call, bool ofBase)
    {
        var buckets = new RuleBucket?[MaxBuckets];
        foreach (var bucket in buckets.AsSpan(0, Find(caller, call, buckets)))
        {
            var place = 0;
            while (bucket!.Next(caller, ref place, out var rule))
                if (rule.Tenant is null == ofBase && rule.IsFor(call) && (_depth == IndexDepth.Tenant || rule.CoversTool(call))) return true;
        }

        return false;
    }

    private static long Key(int tenant, int tool, int action) => ((long)tenant << (2 * BitsPerName)) | ((long)tool << BitsPerName) | (uint)action;

    private void Add(CompiledRule rule, Dictionary<long, List<CompiledRule>> lists)
    {
        var tools = _depth >= IndexDepth.Tool ? _names.Tools.Expand(rule.FoundBy.Tools) : NameTable.AnyOnly;
        var actions = _depth >= IndexDepth.Action ? _names.Actions.Expand(rule.FoundBy.Actions) : NameTable.AnyOnly;
        foreach (var tenant in _names.Tenants.Expand(rule.FoundBy.Tenants))
        {
            foreach (var tool in tools)
            {
                foreach (var action in actions)
                {
                    _shapes[(tenant == NameTable.Any ? 4 : 0) | (tool == NameTable.Any ? 2 : 0) | (action == NameTable.Any ? 1 : 0)] = true;
                    (CollectionsMarshal.GetValueRefOrAddDefault(lists, Key(tenant, tool, action), out _) ??= []).Add(rule);
                }
            }
        }
    }
}
