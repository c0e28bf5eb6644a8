using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _expanded = new(StringComparer.Ordinal);

    /// <summary>Numbers the names of rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="globs">What of a rule mentions names.</param>
    public NameTable(ReadOnlySpan<CompiledRule> rules, Func<IndexedNames, ImmutableArray<NameGlob>> globs)
    {
        foreach (var rule in rules)
        {
            foreach (var glob in globs(rule.FoundBy))
                if (glob.IsExact) _numbers.TryAdd(glob.Text, _numbers.Count + 2);
        }
    }

    /// <summary>Gets the names.</summary>
    public IReadOnlyCollection<string> Names => _numbers.Keys;

    /// <summary>Gets the number of a name.</summary>
    public int Of(string name) => _numbers.Count > 0 && _numbers.TryGetValue(name, out var number) ? number : Unmentioned;

    /// <summary>Lists under which numbers a rule must be found. Where it says only exact names, these numbers are proof that it means the name.</summary>
    /// <param name="globs">What it says of the name; empty: it does not care.</param>
    public int[] Expand(ImmutableArray<NameGlob> globs)
    {
        if (globs.IsEmpty) return AnyOnly;
        if (globs is not [var only]) return ExpandAll(globs);
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_expanded, only.Text, out _);
        return known ??= ExpandAll(globs);
    }

    private int[] ExpandAll(ImmutableArray<NameGlob> globs)
    {
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
