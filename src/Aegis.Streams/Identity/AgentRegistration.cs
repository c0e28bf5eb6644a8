using System.Collections.Immutable;

namespace Aegis.Streams.Identity;

/// <summary>One registered agent. Contract: `AgentRegistration`.</summary>
public sealed record AgentRegistration
{
    /// <summary>What a policy set has worked out of the registration.</summary>
    internal ComputedFacts PolicyFacts;

    /// <summary>Gets the tenant it acts for.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets its name.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the name for people, at most 256 characters; <see langword="null"/>: none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Gets the groups it belongs to, at most 64 of at most 64 characters.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Gets the roles it holds, at most 64 of at most 64 characters.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Gets further facts for policy, at most 64; names of at most 64, values of at most 1,024 characters.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets a value indicating whether it may act.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Gets when the registration last changed, in UTC; <see langword="null"/>: unknown.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
