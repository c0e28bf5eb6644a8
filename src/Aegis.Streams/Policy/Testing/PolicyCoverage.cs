using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Testing;

/// <summary>What tests reached of a policy set.</summary>
/// <param name="Rules">The rules, by id.</param>
/// <param name="Boundaries">The bounds and parameters, by rule.</param>
public sealed record PolicyCoverage(ImmutableArray<RuleCoverage> Rules, ImmutableArray<BoundaryCoverage> Boundaries)
{
    /// <summary>Gets how many points there are, those of rules and of bounds.</summary>
    public int Total => Rules.Sum(rule => rule.Total) + Boundaries.Sum(boundary => boundary.Points.Length);

    /// <summary>Gets how many points were reached.</summary>
    public int Covered => Rules.Sum(rule => rule.Covered) + Boundaries.Sum(boundary => boundary.Points.Count(point => point.IsTried));

    /// <summary>Gets the whole percents that were reached, rounded down; 100 of a set without rules.</summary>
    public int Percent => Total == 0 ? 100 : (int)(100L * Covered / Total);
}
