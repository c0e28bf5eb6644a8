using System.Diagnostics.CodeAnalysis;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>The rules for one tenant, tool and action, found by who calls.</summary>
internal sealed class RuleBucket
{
    private const int Anybody = 0;

    // So few rules are faster looked over than found.
    private const int MaxScanned = 16;

    // In the order of their subjects, those first that no subject leads to. One that several subjects lead to is there once for each.
    private readonly CompiledRule[] _rules;
    private readonly int[] _subjects;

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
        _rules = [.. pairs.Select(pair => rules[pair.Rule])];
        _subjects = [.. pairs.Select(pair => pair.Subject)];
    }

    /// <summary>Finds the rules that may speak of a caller, from a place on.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="place">Where to go on: 0, or what the call before left.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether there is another. A rule is found once for each subject that leads to it.</returns>
    public bool Next(CallerFacts caller, ref int place, [NotNullWhen(true)] out CompiledRule? rule)
    {
        for (; place < _rules.Length; place++)
        {
            var subject = _subjects[place];
            if (subject == Anybody || caller.Is(subject))
            {
                rule = _rules[place++];
                return true;
            }

            // Among many, go to the next that the caller is.
            if (_rules.Length > MaxScanned) place = FirstOf(caller.After(subject)) - 1;
        }

        rule = null;
        return false;
    }

    private int FirstOf(int subject)
    {
        var (low, high) = (0, _subjects.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_subjects[middle] < subject) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
