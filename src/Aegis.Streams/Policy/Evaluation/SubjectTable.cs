using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Numbers agents, groups and roles by which rules can be found, from 1 on.</summary>
internal sealed class SubjectTable
{
    /// <summary>The number of rules that no subject leads to, and of every caller.</summary>
    public const int Anybody = 0;

    private static readonly int[] AnybodyOnly = [Anybody];

    private readonly Dictionary<string, int> _agents;
    private readonly Dictionary<string, int> _groups;
    private readonly Dictionary<string, int> _roles;

    public SubjectTable(ReadOnlySpan<CompiledRule> rules)
    {
        var next = 1;
        _agents = Number(rules, who => who.Agents, ref next);
        _groups = Number(rules, who => who.Groups, ref next);
        _roles = Number(rules, who => who.Roles, ref next);
    }

    /// <summary>Lists the subjects one of which every caller is that a rule speaks of.</summary>
    public int[] KeysOf(Subject who)
    {
        if (IsExact(who.Agents)) return Numbers(who.Agents, _agents);
        if (IsExact(who.Groups)) return Numbers(who.Groups, _groups);
        return IsExact(who.Roles) ? Numbers(who.Roles, _roles) : AnybodyOnly;
    }

    /// <summary>Lists the subjects that a caller is.</summary>
    public int[] KeysOf(in PolicyCall call)
    {
        var keys = new List<int> { Anybody };
        if (_agents.TryGetValue(call.Agent, out var agent)) keys.Add(agent);
        foreach (var group in call.Registration.Groups)
            if (_groups.TryGetValue(group, out var key)) keys.Add(key);
        foreach (var role in call.Registration.Roles)
            if (_roles.TryGetValue(role, out var key)) keys.Add(key);
        return [.. keys];
    }

    private static bool IsExact(ImmutableArray<NameGlob> globs)
    {
        foreach (var glob in globs)
            if (!glob.IsExact) return false;
        return !globs.IsEmpty;
    }

    private static int[] Numbers(ImmutableArray<NameGlob> globs, Dictionary<string, int> numbers)
    {
        var keys = new int[globs.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = numbers[globs[i].Text];
        return keys;
    }

    private static Dictionary<string, int> Number(ReadOnlySpan<CompiledRule> rules, Func<Subject, ImmutableArray<NameGlob>> part, ref int next)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            foreach (var glob in part(rule.Rule.Who))
                if (glob.IsExact && numbers.TryAdd(glob.Text, next)) next++;
        }

        return numbers;
    }
}
