namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The rules for one tenant, tool and action, found by who calls.</summary>
internal sealed class RuleBucket
{
    private const int Anybody = 0;

    // The subjects in order; the rules of the one at i are those from start i to start i + 1. Those that no subject leads to come before all.
    private readonly int[] _subjects;
    private readonly int[] _starts;
    private readonly CompiledRule[] _rules;

    public RuleBucket(List<CompiledRule> rules, SubjectTable subjects)
    {
        var pairs = new List<(int Subject, int Rule)>(rules.Count);
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var keys = subjects.KeysOf(rules[rule].Rule.Who);
            if (keys.Length == 0) pairs.Add((Anybody, rule));
            foreach (var key in keys) pairs.Add((key, rule));
        }

        pairs.Sort();
        _rules = new CompiledRule[pairs.Count];
        var (found, starts) = (new List<int>(), new List<int>());
        for (var i = 0; i < _rules.Length; i++)
        {
            _rules[i] = rules[pairs[i].Rule];
            if (pairs[i].Subject == Anybody || (found.Count > 0 && found[^1] == pairs[i].Subject)) continue;
            found.Add(pairs[i].Subject);
            starts.Add(i);
        }

        starts.Add(_rules.Length);
        (_subjects, _starts) = ([.. found], [.. starts]);
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
