using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>
/// The names by which an index finds a rule. Lists whose combinations would be too many are left out, the actions first, so that memory
/// does not grow with their product; what is left out is tested at each call.
/// </summary>
internal readonly struct IndexedNames
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
    /// <param name="tenant">The tenant whose layer the rule is in; <see langword="null"/>: the base.</param>
    public static IndexedNames Of(PolicyRule rule, string? tenant) =>
        new(tenant is not null && NameGlob.TryParse(tenant, out var layer) ? [layer] : rule.Who.Tenants, rule.What.Tools, rule.What.Actions);

    private static long SizeOf(ImmutableArray<NameGlob> globs)
    {
        if (globs.IsEmpty) return 1;
        var size = 0L;
        foreach (var glob in globs) size += glob.IsExact ? 1 : NameTable.MaxExpansion;
        return Math.Min(MaxCombinations + 1, size);
    }
}
