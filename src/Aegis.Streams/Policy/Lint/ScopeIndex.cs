using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Finds rules by the names that they speak of, so that a lint need not compare each rule of a large set with each other.</summary>
internal sealed class ScopeIndex
{
    /// <summary>Stands for rules that are not found by a name: they speak of any, of a pattern, or of many.</summary>
    private const string Any = "";

    /// <summary>The most names of one kind by which a rule is found; it has a key for each combination.</summary>
    private const int MaxNames = 4;

    private readonly ImmutableArray<LayeredRule> _rules;
    private readonly ILookup<(string Tool, string Tenant, string Agent), LayeredRule> _byScope;
    private readonly ILookup<string, LayeredRule> _byTool;
    private readonly ILookup<string, LayeredRule> _byAgent;

    public ScopeIndex(ImmutableArray<LayeredRule> rules)
    {
        _rules = rules;
        _byScope = rules.SelectMany(one => KeysOf(one).Select(key => (key, one))).ToLookup(pair => pair.key, pair => pair.one);
        _byTool = By(one => one.Rule.What.Tools);
        _byAgent = By(one => one.Rule.Who.Agents);
    }

    /// <summary>Finds the rules that may speak of all calls of a rule. Such a rule speaks of the first name of each kind, whichever else there are.</summary>
    public IEnumerable<LayeredRule> AroundOf(LayeredRule one) =>
        from tool in FirstOf(one.Rule.What.Tools)
        from tenant in one.Tenant is null ? FirstOf(one.Rule.Who.Tenants) : [one.Tenant, Any]
        from agent in FirstOf(one.Rule.Who.Agents)
        from other in _byScope[(tool, tenant, agent)]
        select other;

    /// <summary>Finds the rules that may speak of some call of a rule: those of its tools or those of its agents, whichever are fewer.</summary>
    public IEnumerable<LayeredRule> NeighboursOf(PolicyRule rule)
    {
        var ofTools = Near(_byTool, rule.What.Tools);
        var ofAgents = Near(_byAgent, rule.Who.Agents);
        return CountOf(ofTools) <= CountOf(ofAgents) ? ofTools.SelectMany(rules => rules) : ofAgents.SelectMany(rules => rules);
    }

    private IEnumerable<LayeredRule>[] Near(ILookup<string, LayeredRule> index, ImmutableArray<NameGlob> globs) =>
        NamesOf(globs, int.MaxValue) is [not Any, ..] names ? [.. names.Append(Any).Select(name => index[name])] : [_rules];

    private ILookup<string, LayeredRule> By(Func<LayeredRule, ImmutableArray<NameGlob>> names) =>
        _rules.SelectMany(one => NamesOf(names(one), int.MaxValue).Select(name => (name, one))).ToLookup(pair => pair.name, pair => pair.one, StringComparer.Ordinal);

    private static IEnumerable<(string Tool, string Tenant, string Agent)> KeysOf(LayeredRule one) =>
        from tool in NamesOf(one.Rule.What.Tools, MaxNames)
        from tenant in one.Tenant is not null && one.Rule.Who.Tenants.IsEmpty ? [one.Tenant] : NamesOf(one.Rule.Who.Tenants, MaxNames)
        from agent in NamesOf(one.Rule.Who.Agents, MaxNames)
        select (tool, tenant, agent);

    private static string[] NamesOf(ImmutableArray<NameGlob> globs, int most) =>
        globs.IsEmpty || globs.Length > most || globs.Any(glob => !glob.IsExact) ? [Any] : [.. globs.Select(glob => glob.Text).Distinct(StringComparer.Ordinal)];

    private static int CountOf(IEnumerable<LayeredRule>[] groups) => groups.Sum(group => group.Count());

    private static string[] FirstOf(ImmutableArray<NameGlob> globs) => globs is [{ IsExact: true } first, ..] ? [first.Text, Any] : [Any];
}
