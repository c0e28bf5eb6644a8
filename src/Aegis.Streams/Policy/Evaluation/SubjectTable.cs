using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Numbers agents, groups and roles by which rules can be found, from 1 on.</summary>
internal sealed class SubjectTable
{
    private readonly FrozenDictionary<string, int> _agents;
    private readonly FrozenDictionary<string, int> _groups;
    private readonly FrozenDictionary<string, int> _roles;

    public SubjectTable(IReadOnlyList<CompiledRule> rules)
    {
        var next = 1;
        _agents = Number(rules, who => who.Agents, ref next);
        _groups = Number(rules, who => who.Groups, ref next);
        _roles = Number(rules, who => who.Roles, ref next);
    }

    /// <summary>Lists the subjects by one of which every call that the rule covers has; empty: there is no such list.</summary>
    public int[] KeysOf(Subject who)
    {
        if (IsExact(who.Agents)) return Numbers(who.Agents, _agents);
        if (IsExact(who.Groups)) return Numbers(who.Groups, _groups);
        return IsExact(who.Roles) ? Numbers(who.Roles, _roles) : [];
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

    private static bool IsExact(ImmutableArray<NameGlob> globs)
    {
        foreach (var glob in globs)
            if (!glob.IsExact) return false;
        return !globs.IsEmpty;
    }

    private static int[] Numbers(ImmutableArray<NameGlob> globs, FrozenDictionary<string, int> numbers)
    {
        var keys = new int[globs.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = numbers[globs[i].Text];
        return keys;
    }

    private static FrozenDictionary<string, int> Number(IReadOnlyList<CompiledRule> rules, Func<Subject, ImmutableArray<NameGlob>> part, ref int next)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var glob in part(rule.Rule.Who))
                if (glob.IsExact && numbers.TryAdd(glob.Text, next)) next++;
        }

        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
