using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>
/// Compares which calls rules speak of, whatever their conditions. `Contains` never says yes, and `Overlap` never says no, wrongly. One call may be of
/// two classes for a rule of the base and one of a layer, which may declare what the base does not.
/// </summary>
internal static class RuleScope
{
    private static readonly int Classes = Enum.GetValues<ToolClass>().Length;

    /// <summary>Says whether a rule speaks of every call that another speaks of.</summary>
    /// <param name="outer">The rule.</param>
    /// <param name="outerTenant">The tenant of its layer; <see langword="null"/>: the base.</param>
    /// <param name="inner">The other.</param>
    /// <param name="innerTenant">The tenant of the other's layer.</param>
    public static bool Contains(PolicyRule outer, string? outerTenant, PolicyRule inner, string? innerTenant)
    {
        if (outerTenant is not null && outerTenant != innerTenant) return false;
        return ContainsTenant(outer.Who.Tenants, inner.Who.Tenants, innerTenant)
            && GlobScope.FirstOutside(outer.What.Tools, inner.What.Tools) is null
            && GlobScope.FirstOutside(outer.What.Actions, inner.What.Actions) is null
            && GlobScope.FirstOutside(outer.Who.Agents, inner.Who.Agents) is null
            && ContainsOne(outer.Who.Groups, inner.Who.Groups)
            && ContainsOne(outer.Who.Roles, inner.Who.Roles)
            && ContainsClasses(outer.What.Classes, outerTenant == innerTenant ? inner.What.Classes : []);
    }

    /// <summary>Says whether some call may be one that both rules speak of.</summary>
    public static bool Overlap(PolicyRule left, string? leftTenant, PolicyRule right, string? rightTenant)
    {
        if (leftTenant is not null && rightTenant is not null && leftTenant != rightTenant) return false;
        return OverlapTenant(left.Who.Tenants, rightTenant) && OverlapTenant(right.Who.Tenants, leftTenant)
            && GlobScope.Overlap(left.Who.Tenants, right.Who.Tenants)
            && GlobScope.Overlap(left.Who.Agents, right.Who.Agents)
            && GlobScope.Overlap(left.What.Tools, right.What.Tools)
            && GlobScope.Overlap(left.What.Actions, right.What.Actions)
            && (leftTenant != rightTenant || left.What.Classes.IsEmpty || right.What.Classes.IsEmpty || left.What.Classes.Any(right.What.Classes.Contains));
    }

    /// <summary>An agent may have no group at all, so a list of groups, be it `**`, leaves somebody out.</summary>
    public static bool ContainsOne(ImmutableArray<NameGlob> outer, ImmutableArray<NameGlob> inner) =>
        outer.IsEmpty || (!inner.IsEmpty && GlobScope.FirstOutside(outer, inner) is null);

    public static bool ContainsClasses(ImmutableArray<ToolClass> outer, ImmutableArray<ToolClass> inner) =>
        outer.IsEmpty || outer.Distinct().Count() == Classes || (!inner.IsEmpty && inner.All(outer.Contains));

    private static bool ContainsTenant(ImmutableArray<NameGlob> outer, ImmutableArray<NameGlob> inner, string? tenant) =>
        tenant is null ? GlobScope.FirstOutside(outer, inner) is null : OverlapTenant(outer, tenant);

    private static bool OverlapTenant(ImmutableArray<NameGlob> tenants, string? tenant)
    {
        if (tenant is null || tenants.IsEmpty) return true;
        foreach (var glob in tenants)
            if (glob.Matches(tenant)) return true;
        return false;
    }
}
