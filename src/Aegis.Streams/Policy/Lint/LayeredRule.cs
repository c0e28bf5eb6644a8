using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A rule and the layer that it belongs to.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Tenant">The tenant; <see langword="null"/>: the base.</param>
internal sealed record LayeredRule(PolicyRule Rule, string? Tenant);
