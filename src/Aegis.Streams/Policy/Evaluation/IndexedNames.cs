using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// The names by which an index finds a rule. Lists whose combinations would be too many are left out, the actions first, so that memory
/// does not grow with their product; what is left out is tested at each call.
/// </summary>
internal sealed class IndexedNames
{
    /// <summary>The most combinations under which one rule is found.</summary>
    public const int MaxCombinations = 4096;

    private IndexedNames(ImmutableArray<NameGlob> tenants, ImmutableArray<NameGlob> tools, ImmutableArray<NameGlob> actions)
    {
        var size = SizeOf(tenants);
        Tenants = size > MaxCombinations ? [] : tenants;
        size = SizeOf(Tenants) * SizeOf(tools);
        Tools = size > MaxCombinations ? [] : tools;
        size = SizeOf(Tenants) * SizeOf(Tools) * SizeOf(actions);
        Actions = size > MaxCombinations ? [] : actions;
    }

    /// <summary>Gets the tenants; empty: any.</summary>
    public ImmutableArray<NameGlob> Tenants { get; }

    /// <summary>Gets the tools; empty: any.</summary>
    public ImmutableArray<NameGlob> Tools { get; }

    /// <summary>Gets the actions; empty: any.</summary>
    public ImmutableArray<NameGlob> Actions { get; }

    /// <summary>Says by which names a rule is found.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="tenant">The tenant whose layer it is in; <see langword="null"/>: the base.</param>
    public static IndexedNames Of(PolicyRule rule, string? tenant) =>
        new(tenant is not null && NameGlob.TryParse(tenant, out var layer) ? [layer] : rule.Who.Tenants, rule.What.Tools, rule.What.Actions);

    /// <summary>Lists what of a rule's names is left to test once the index has led to it: nothing where it was found by exact names.</summary>
    /// <param name="globs">What the rule says.</param>
    /// <param name="indexed">By what it was found.</param>
    public static ImmutableArray<NameGlob> Rest(ImmutableArray<NameGlob> globs, ImmutableArray<NameGlob> indexed) =>
        globs == indexed && globs.All(glob => glob.IsExact) ? [] : globs;

    private static long SizeOf(ImmutableArray<NameGlob> globs) =>
        globs.IsEmpty ? 1 : Math.Min(MaxCombinations + 1, globs.Sum(glob => glob.IsExact ? 1L : NameTable.MaxExpansion));
}
