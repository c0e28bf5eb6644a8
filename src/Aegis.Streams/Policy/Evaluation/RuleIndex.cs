using System.Collections.Frozen;
using Aegis.Streams.Policy.Rules;

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

    private readonly NameTable _tenants;
    private readonly NameTable _tools;
    private readonly NameTable _actions;
    private readonly FrozenDictionary<long, RuleBucket> _buckets;
    private readonly bool[] _shapes = new bool[MaxBuckets];

    public RuleIndex(IReadOnlyList<CompiledRule> rules)
    {
        Subjects = new SubjectTable([.. rules.Select(rule => rule.Rule)]);
        _tenants = new NameTable(rules.SelectMany(TenantsOf));
        _tools = new NameTable(rules.SelectMany(rule => rule.Rule.What.Tools));
        _actions = new NameTable(rules.SelectMany(rule => rule.Rule.What.Actions));
        var lists = new Dictionary<long, List<CompiledRule>>();
        foreach (var rule in rules)
        {
            foreach (var key in KeysOf(rule))
            {
                if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
                list.Add(rule);
            }
        }

        _buckets = lists.ToFrozenDictionary(pair => pair.Key, pair => new RuleBucket(pair.Value, Subjects));
    }

    /// <summary>Gets the subjects by which buckets find rules.</summary>
    public SubjectTable Subjects { get; }

    /// <summary>Finds the buckets of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="buckets">Takes them.</param>
    /// <returns>How many there are, at most <see cref="MaxBuckets"/>.</returns>
    public int Find(in PolicyCall call, Span<RuleBucket?> buckets)
    {
        var (tenant, tool, action) = (_tenants.Of(call.Tenant), _tools.Of(call.Tool), _actions.Of(call.Action));
        var count = 0;
        for (var shape = 0; shape < MaxBuckets; shape++)
        {
            if (!_shapes[shape]) continue;
            var key = Key(shape < 4 ? tenant : NameTable.Any, (shape & 2) == 0 ? tool : NameTable.Any, (shape & 1) == 0 ? action : NameTable.Any);
            if (_buckets.TryGetValue(key, out var bucket)) buckets[count++] = bucket;
        }

        return count;
    }

    private static IEnumerable<NameGlob> TenantsOf(CompiledRule rule) =>
        rule.Tenant is { } tenant && NameGlob.TryParse(tenant, out var name) ? [name] : rule.Rule.Who.Tenants;

    private static long Key(int tenant, int tool, int action) => ((long)tenant << (2 * BitsPerName)) | ((long)tool << BitsPerName) | (uint)action;

    private List<long> KeysOf(CompiledRule rule)
    {
        var keys = new List<long>();
        foreach (var tenant in _tenants.Expand([.. TenantsOf(rule)]))
        {
            foreach (var tool in _tools.Expand(rule.Rule.What.Tools))
            {
                foreach (var action in _actions.Expand(rule.Rule.What.Actions))
                {
                    _shapes[(tenant == NameTable.Any ? 4 : 0) | (tool == NameTable.Any ? 2 : 0) | (action == NameTable.Any ? 1 : 0)] = true;
                    keys.Add(Key(tenant, tool, action));
                }
            }
        }

        return keys;
    }
}
