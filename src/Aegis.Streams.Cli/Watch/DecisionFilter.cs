using Aegis.Streams.Outcome;

namespace Aegis.Streams.Cli.Watch;

/// <summary>Which decisions are shown.</summary>
/// <param name="Tenant">Those of one tenant; <see langword="null"/>: of all.</param>
/// <param name="Outcomes">Those with one of these outcomes; empty: with any.</param>
internal sealed record DecisionFilter(string? Tenant, IReadOnlyCollection<DecisionOutcome> Outcomes)
{
    /// <summary>Says whether a decision is shown.</summary>
    public bool Passes(Decision decision) =>
        (Tenant is null || decision.Tenant == Tenant) && (Outcomes.Count == 0 || Outcomes.Contains(decision.Outcome));
}
