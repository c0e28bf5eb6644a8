using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy;

/// <summary>What policy says of a call: a finding for each condition that does not hold, and the checks that other stages must resolve.</summary>
/// <param name="Findings">The findings; empty: a rule allows the call, provided that the checks hold.</param>
/// <param name="Catalog">The check against the catalog; <see langword="null"/>: none is demanded.</param>
public sealed record PolicyVerdict(IReadOnlyList<Finding> Findings, CatalogCheck? Catalog = null)
{
    /// <summary>Gets the verdict of a rule without conditions.</summary>
    public static PolicyVerdict Allowed { get; } = new([]);
}
