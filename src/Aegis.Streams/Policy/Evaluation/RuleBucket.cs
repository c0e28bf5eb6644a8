namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The rules for one tenant, tool and action, found by who calls.</summary>
internal sealed class RuleBucket
{
    // Sorted. The rules of the subject at i are those from start i to start i + 1; those that no subject leads to come before all.
    private readonly int[] _subjects;
    private readonly int[] _starts;
    private readonly CompiledRule[] _rules;

    public RuleBucket(List<CompiledRule> rules, SubjectTable subjects)
    {
        var found = new List<CompiledRule>();
        var bySubject = new SortedDictionary<int, List<CompiledRule>>();
        foreach (var rule in rules)
        {
            var keys = subjects.KeysOf(rule.Rule.Who);
            if (keys.Length == 0) found.Add(rule);
            foreach (var key in keys)
            {
                if (!bySubject.TryGetValue(key, out var list)) bySubject.Add(key, list = []);
                list.Add(rule);
            }
        }

        _subjects = [.. bySubject.Keys];
        _starts = new int[_subjects.Length + 1];
        _starts[0] = found.Count;
        foreach (var (index, list) in bySubject.Values.Index())
        {
            found.AddRange(list);
            _starts[index + 1] = found.Count;
        }

        _rules = [.. found];
    }

    /// <summary>Gets all rules; one that several subjects lead to comes once for each.</summary>
    public ReadOnlySpan<CompiledRule> All => _rules;

    /// <summary>Gets the rules that no subject leads to.</summary>
    public ReadOnlySpan<CompiledRule> ForAnybody => _rules.AsSpan(0, _starts[0]);

    /// <summary>Gets the rules that a subject leads to. A rule may be found by more than one.</summary>
    public ReadOnlySpan<CompiledRule> For(int subject)
    {
        var index = Array.BinarySearch(_subjects, subject);
        return index < 0 ? default : _rules.AsSpan(_starts[index].._starts[index + 1]);
    }
}
