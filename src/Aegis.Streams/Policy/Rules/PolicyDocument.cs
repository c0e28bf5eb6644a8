using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// One policy, with fragments and defaults filled in. Policies without a tenant are the base. Those of a tenant are its layer on the base:
/// where a base permits anything at all, a call of the tenant needs a permit of the base, and one of the layer if a policy of the layer that
/// has permits speaks of the agent. Everything else of the layer only adds demands and prohibitions.
/// </summary>
public sealed record PolicyDocument
{
    /// <summary>Gets the name, unique among the base or the tenant's layer.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the tenant whose layer it belongs to; <see langword="null"/>: the base.</summary>
    public string? Tenant { get; init; }

    /// <summary>Gets the agents whose permissions a policy of a layer narrows; empty: all agents of the tenant.</summary>
    public ImmutableArray<NameGlob> Narrows { get; init; } = [];

    /// <summary>Gets the tools that it declares.</summary>
    public ImmutableArray<ToolDeclaration> Tools { get; init; } = [];

    /// <summary>Gets the rules, ordered by id.</summary>
    public ImmutableArray<PolicyRule> Rules { get; init; } = [];

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
