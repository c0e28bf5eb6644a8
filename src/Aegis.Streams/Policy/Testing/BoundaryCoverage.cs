using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Testing;

/// <summary>What tests tried of a parameter that a rule tests, or of one bound of it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Path">The parameter.</param>
/// <param name="Bound">The bound, such as `max 25`; <see langword="null"/>: the parameter as such.</param>
/// <param name="Points">What there is to try.</param>
public sealed record BoundaryCoverage(string RuleId, string Path, string? Bound, ImmutableArray<BoundaryPoint> Points);
