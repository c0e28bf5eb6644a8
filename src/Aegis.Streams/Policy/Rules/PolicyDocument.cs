using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// One policy, with fragments and defaults filled in. Policies without a tenant are the base. Those of a tenant are its layer on the base:
/// where there is a base, a call of the tenant needs a permit of the base, and one of the layer if a policy of the layer that narrows speaks of
/// the agent. Everything else of the layer only adds demands and prohibitions. Where there is no base, a layer stands for itself.
/// </summary>
public sealed record PolicyDocument
{
    /// <summary>Gets the name, unique among the base or the tenant's layer.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the tenant whose layer it belongs to; <see langword="null"/>: the base.</summary>
    public string? Tenant { get; init; }

    /// <summary>Gets the agents whose permissions a policy of a layer narrows; empty: all agents of the tenant, if it permits anything.</summary>
    public ImmutableArray<NameGlob> Narrows { get; init; } = [];

    /// <summary>Gets the tools that it declares.</summary>
    public ImmutableArray<ToolDeclaration> Tools { get; init; } = [];

    /// <summary>Gets the profiles of redaction that it declares, ordered by name.</summary>
    public ImmutableArray<DlpProfile> DlpProfiles { get; init; } = [];

    /// <summary>Gets the detectors that it declares for profiles, ordered by name.</summary>
    public ImmutableArray<DlpDetector> DlpDetectors { get; init; } = [];

    /// <summary>Gets the rules, ordered by id.</summary>
    public ImmutableArray<PolicyRule> Rules { get; init; } = [];

    /// <summary>Gets a value indicating whether it has a permit that counts.</summary>
    public bool HasPermits => Rules.Any(rule => rule is { Effect: RuleEffect.Permit, IsObserved: false });

    /// <summary>
    /// Gets a value indicating whether calls of the agents that it narrows need a permit of the layer. So they do where it names the agents,
    /// even if it permits nothing any more: to take the last permit away must not open what the base permits.
    /// </summary>
    public bool IsNarrowing => Tenant is not null && (HasPermits || !Narrows.IsEmpty);

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
