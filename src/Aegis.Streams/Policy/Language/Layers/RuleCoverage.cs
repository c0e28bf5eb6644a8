using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Layers;

/// <summary>Proves that a rule applies wherever another does, scope and condition together. What is not proven may still be so.</summary>
internal static class RuleCoverage
{
    /// <summary>Says whether a prohibition surely applies to every call that a rule applies to.</summary>
    public static bool Covers(PolicyRule forbid, string? forbidTenant, PolicyRule rule, string? tenant)
    {
        if (!RuleScope.Contains(forbid, forbidTenant, rule, tenant)) return false;
        return rule.Effect == RuleEffect.Permit
            ? Implication.FindGap(Negation.Strict(forbid.When), [rule.When]) is null
            : IsAsStrict(forbid.When, rule.When);
    }

    /// <summary>Says whether a permit surely allows every call that another of the same layer allows, with no more checks.</summary>
    public static bool Covers(PolicyRule outer, PolicyRule permit, string? tenant, IEnumerable<ToolDeclaration> declared) =>
        RuleScope.Contains(outer, tenant, permit, tenant)
        && Implication.FindGap(outer.When, [permit.When]) is null
        && PermitComparison.CatalogGap(permit.Catalog, outer.Catalog) is null
        && (outer.FailsOpen || !permit.FailsOpen)
        && KnownScope.FirstOutside(permit, outer, declared) is null;

    /// <summary>Says whether a restriction with one condition surely applies wherever one with another does.</summary>
    public static bool IsAsStrict(Condition outer, Condition inner) => Implication.FindGap(Negation.Of(inner), [Negation.Of(outer)]) is null;
}
