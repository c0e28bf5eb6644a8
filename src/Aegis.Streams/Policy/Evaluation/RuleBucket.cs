namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The rules for one tenant, tool and action, found by who calls.</summary>
internal sealed class RuleBucket
{
    private readonly CompiledRule[] _forAnybody;
    private readonly Dictionary<int, CompiledRule[]> _bySubject;

    public RuleBucket(IReadOnlyList<CompiledRule> rules, SubjectTable subjects)
    {
        var bySubject = new Dictionary<int, List<CompiledRule>>();
        var forAnybody = new List<CompiledRule>();
        foreach (var rule in rules)
        {
            var keys = subjects.KeysOf(rule.Rule.Who);
            if (keys.Length == 0) forAnybody.Add(rule);
            foreach (var key in keys)
            {
                if (!bySubject.TryGetValue(key, out var list)) bySubject.Add(key, list = []);
                list.Add(rule);
            }
        }

        _forAnybody = [.. forAnybody];
        _bySubject = bySubject.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    /// <summary>Gets the rules that no subject leads to.</summary>
    public ReadOnlySpan<CompiledRule> ForAnybody => _forAnybody;

    /// <summary>Gets a value indicating whether there are rules that a subject leads to.</summary>
    public bool HasSubjects => _bySubject.Count > 0;

    /// <summary>Gets the rules that a subject leads to. A rule may be found by more than one.</summary>
    public ReadOnlySpan<CompiledRule> For(int subject) => _bySubject.TryGetValue(subject, out var rules) ? rules : default;
}
