using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Compares a permit of a layer with one of the base, part by part.</summary>
internal static class PermitComparison
{
    /// <summary>Compares two permits.</summary>
    /// <param name="permit">The layer's.</param>
    /// <param name="tenant">The layer's tenant.</param>
    /// <param name="outer">The base's.</param>
    /// <param name="tools">The tools that the base declares.</param>
    /// <param name="ownTools">The tools that the layer declares.</param>
    /// <returns>The first part that is wider; <see langword="null"/>: none is.</returns>
    public static PermitGap? Compare(PolicyRule permit, string tenant, PolicyRule outer, ImmutableArray<ToolDeclaration> tools, IEnumerable<ToolDeclaration> ownTools)
    {
        PermitGap Gap(int rank, string reason) => new(outer, rank, reason);
        if (GlobScope.FirstOutside(outer.What.Tools, permit.What.Tools) is { } tool) return Gap(0, $"tool `{tool}` is not within the tools");
        if (GlobScope.FirstOutside(outer.What.Actions, permit.What.Actions) is { } action) return Gap(1, $"action `{action}` is not within the actions");
        if (!outer.What.Classes.IsEmpty && (permit.What.Classes.IsEmpty || !permit.What.Classes.All(outer.What.Classes.Contains))) return Gap(2, "its classes are not within the classes");
        if (UnseenClass(permit, outer, tools, ownTools) is { } declared) return Gap(2, $"the class that the layer declares of `{declared.Tool}` does not count for the classes");
        if (!outer.Who.Tenants.IsEmpty && !outer.Who.Tenants.Any(glob => glob.Matches(tenant))) return Gap(3, $"tenant `{tenant}` is not among the tenants");
        if (GlobScope.FirstOutside(outer.Who.Agents, permit.Who.Agents) is { } agent) return Gap(4, $"agent `{agent}` is not within the agents");
        if (GlobScope.FirstOutside(outer.Who.Groups, permit.Who.Groups) is { } group) return Gap(5, $"group `{group}` is not within the groups");
        if (GlobScope.FirstOutside(outer.Who.Roles, permit.Who.Roles) is { } role) return Gap(6, $"role `{role}` is not within the roles");
        if (Implication.FindGap(outer.When, [permit.When]) is { } gap) return Gap(7, gap);
        if (CatalogGap(permit.Catalog, outer.Catalog) is { } catalog) return Gap(8, catalog);
        if (permit.AcceptsUnknown && !outer.AcceptsUnknown) return Gap(9, "it accepts unknown parameters, unlike the parameters");
        if (UnknownPath(permit, outer, tools) is { } path) return Gap(10, $"parameter `{path}` is not among the parameters");
        return permit.FailsOpen && !outer.FailsOpen ? Gap(11, "it has `on_error: allow`, unlike the `on_error`") : null;
    }

    /// <summary>Looks for what the catalog check of a permit leaves out.</summary>
    public static string? CatalogGap(CatalogDemand? own, CatalogDemand? outer)
    {
        if (outer is null) return null;
        if (own is null) return "it lacks the catalog check";
        var isAsStrict = own.Sku.Equals(outer.Sku)
            && Keeps(own.Price, own.IsPriceOptional, outer.Price, outer.IsPriceOptional)
            && Keeps(own.Currency, own.IsCurrencyOptional, outer.Currency, outer.IsCurrencyOptional)
            && Keeps(own.Discount, own.IsDiscountOptional, outer.Discount, outer.IsDiscountOptional);
        return isAsStrict ? null : "its catalog check is weaker than that";
    }

    /// <summary>Looks for a declaration of the layer that makes a call another one for the permit than for that of the base.</summary>
    private static ToolDeclaration? UnseenClass(PolicyRule permit, PolicyRule outer, ImmutableArray<ToolDeclaration> tools, IEnumerable<ToolDeclaration> ownTools)
    {
        if (RuleScope.ContainsClasses(outer.What.Classes, [])) return null;
        return ownTools.FirstOrDefault(own => own.Class is not null && DeclarationScope.Overlap(own, permit.What.Tools, permit.What.Actions)
            && !tools.Any(tool => tool.Class is not null && DeclarationScope.Contains(tool, own.Tool, own.Actions)));
    }

    private static bool Keeps(ParameterPath? own, bool isOwnOptional, ParameterPath? outer, bool isOuterOptional) =>
        outer is null || (outer.Equals(own) && (isOuterOptional || !isOwnOptional));

    private static ParameterPath? UnknownPath(PolicyRule permit, PolicyRule outer, ImmutableArray<ToolDeclaration> tools)
    {
        if (outer.AcceptsUnknown) return null;
        var matching = tools.Where(tool => SpeaksOf(tool, permit)).ToList();
        if (matching.Exists(tool => tool.AcceptsUnknown)) return null;
        var known = KnownPaths(outer).Concat(matching.SelectMany(tool => tool.Parameters)).ToHashSet();
        return KnownPaths(permit).FirstOrDefault(path => !known.Any(other => IsWithin(path, other)));
    }

    private static bool SpeaksOf(ToolDeclaration tool, PolicyRule permit) =>
        !permit.What.Tools.IsEmpty && permit.What.Tools.All(name => DeclarationScope.Contains(tool, name, permit.What.Actions));

    /// <summary>Lists the parameters that calls of a permit may have; one that must be absent is none.</summary>
    private static IEnumerable<ParameterPath> KnownPaths(PolicyRule rule) =>
        ConditionWalk.Leaves(rule.When).Where(leaf => !DemandsAbsence(leaf)).SelectMany(ConditionWalk.Parameters).Concat(rule.Catalog?.Paths ?? []).Concat(rule.Accepts);

    private static bool DemandsAbsence(Condition leaf) => leaf is ParameterCondition parameter && parameter.Tests.Any(test => test is PresenceTest { IsPresent: false });

    private static bool IsWithin(ParameterPath path, ParameterPath outer) =>
        path.Steps.Length >= outer.Steps.Length && path.Steps.AsSpan()[..outer.Steps.Length].SequenceEqual(outer.Steps.AsSpan());
}
