using System.Collections.Frozen;
using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Numbers the names that the rules of a set mention, from 2 on. 0 stands for "whatever the name", 1 for "a name that no rule mentions".</summary>
internal sealed class NameTable
{
    /// <summary>The number of rules that do not care.</summary>
    public const int Any = 0;

    /// <summary>The number of the names that no rule mentions.</summary>
    public const int Unmentioned = 1;

    /// <summary>A pattern that matches more names than this is tested at each call instead.</summary>
    public const int MaxExpansion = 64;

    /// <summary>The one number of a rule that does not care.</summary>
    public static readonly int[] AnyOnly = [Any];

    private readonly FrozenDictionary<string, int> _numbers;

    public NameTable(IEnumerable<NameGlob> globs) => _numbers = globs
        .Where(glob => glob.IsExact)
        .Select(glob => glob.Text)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Select((name, index) => (name, index))
        .ToFrozenDictionary(pair => pair.name, pair => pair.index + 2, StringComparer.Ordinal);

    /// <summary>Gets the number of a name.</summary>
    public int Of(string name) => _numbers.GetValueOrDefault(name, Unmentioned);

    /// <summary>Lists under which numbers a rule must be found. Where it says only exact names, these numbers are proof that it means the name.</summary>
    /// <param name="globs">What it says of the name; empty: it does not care.</param>
    public int[] Expand(ImmutableArray<NameGlob> globs)
    {
        if (globs.IsEmpty) return AnyOnly;
        if (globs is [{ IsExact: true } only]) return [_numbers[only.Text]];
        var numbers = new HashSet<int>();
        foreach (var glob in globs)
        {
            if (glob.IsAny) return AnyOnly;
            if (glob.IsExact)
            {
                numbers.Add(_numbers[glob.Text]);
                continue;
            }

            numbers.Add(Unmentioned);
            foreach (var (name, number) in _numbers)
                if (glob.Matches(name)) numbers.Add(number);
            if (numbers.Count > MaxExpansion) return AnyOnly;
        }

        return [.. numbers];
    }
}
