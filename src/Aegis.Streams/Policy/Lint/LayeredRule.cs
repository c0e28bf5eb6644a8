using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule and the layer that it belongs to.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Tenant">The tenant; <see langword="null"/>: the base.</param>
internal sealed record LayeredRule(PolicyRule Rule, string? Tenant)
{
    /// <summary>Says whether both may speak of one call, whatever their conditions are.</summary>
    public bool Overlaps(LayeredRule other) => RuleScope.Overlap(Rule, Tenant, other.Rule, other.Tenant);

    /// <summary>Says whether it surely speaks of every call that another speaks of, whatever their conditions are.</summary>
    public bool Contains(LayeredRule other) => RuleScope.Contains(Rule, Tenant, other.Rule, other.Tenant);
}
