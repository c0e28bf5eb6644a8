using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Numbers agents, groups and roles by which rules can be found.</summary>
internal sealed class SubjectTable
{
    private readonly FrozenDictionary<string, int> _agents;
    private readonly FrozenDictionary<string, int> _groups;
    private readonly FrozenDictionary<string, int> _roles;

    public SubjectTable(IReadOnlyCollection<PolicyRule> rules)
    {
        var next = 1;
        _agents = Number(rules.SelectMany(rule => rule.Who.Agents), ref next);
        _groups = Number(rules.SelectMany(rule => rule.Who.Groups), ref next);
        _roles = Number(rules.SelectMany(rule => rule.Who.Roles), ref next);
    }

    /// <summary>Lists the subjects by one of which every call that the rule covers has; empty: there is no such list.</summary>
    public int[] KeysOf(Subject who)
    {
        if (IsExact(who.Agents)) return [.. who.Agents.Select(agent => _agents[agent.Text])];
        if (IsExact(who.Groups)) return [.. who.Groups.Select(group => _groups[group.Text])];
        return IsExact(who.Roles) ? [.. who.Roles.Select(role => _roles[role.Text])] : [];
    }

    /// <summary>Lists the subjects that a caller is.</summary>
    /// <param name="call">The call.</param>
    /// <param name="keys">Takes them; what does not fit is left out, so it must have room for all groups and roles and one more.</param>
    /// <returns>How many there are.</returns>
    public int KeysOf(in PolicyCall call, Span<int> keys)
    {
        var count = 0;
        if (_agents.TryGetValue(call.Agent, out var agent)) keys[count++] = agent;
        if (_groups.Count > 0)
        {
            foreach (var group in call.Registration.Groups)
                if (count < keys.Length && _groups.TryGetValue(group, out var key)) keys[count++] = key;
        }

        if (_roles.Count > 0)
        {
            foreach (var role in call.Registration.Roles)
                if (count < keys.Length && _roles.TryGetValue(role, out var key)) keys[count++] = key;
        }

        return count;
    }

    private static bool IsExact(ImmutableArray<NameGlob> globs) => !globs.IsEmpty && globs.All(glob => glob.IsExact);

    private static FrozenDictionary<string, int> Number(IEnumerable<NameGlob> globs, ref int next)
    {
        var first = next;
        var names = globs.Where(glob => glob.IsExact).Select(glob => glob.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        next += names.Length;
        return names.Select((name, index) => (name, index)).ToFrozenDictionary(pair => pair.name, pair => first + pair.index, StringComparer.Ordinal);
    }
}
