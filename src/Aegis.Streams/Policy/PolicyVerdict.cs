using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy;

/// <summary>What policy says of a call: the rule for it, a finding for each condition that does not hold, and the checks that other stages must resolve.</summary>
/// <param name="RuleId">The rule that allows the call if nothing is found against it; <see langword="null"/>: there is none, and a finding says why.</param>
/// <param name="Findings">The findings; empty: all conditions hold that policy itself can test.</param>
/// <param name="Catalog">The check against the catalog; <see langword="null"/>: none is demanded.</param>
public sealed record PolicyVerdict(string? RuleId, IReadOnlyList<Finding> Findings, CatalogCheck? Catalog = null);
