using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>Whom a rule speaks of. Every list that is not empty must match; within a list, one match is enough.</summary>
public sealed record Subject
{
    /// <summary>Gets the subject that is everybody.</summary>
    public static Subject Anybody { get; } = new();

    /// <summary>Gets the agents; empty: any.</summary>
    public ImmutableArray<NameGlob> Agents { get; init; } = [];

    /// <summary>Gets the groups, one of which the agent must belong to; empty: any or none.</summary>
    public ImmutableArray<NameGlob> Groups { get; init; } = [];

    /// <summary>Gets the roles, one of which the agent must hold; empty: any or none.</summary>
    public ImmutableArray<NameGlob> Roles { get; init; } = [];

    /// <summary>Gets the tenants; empty: any.</summary>
    public ImmutableArray<NameGlob> Tenants { get; init; } = [];
}
