using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>What policy is told of one call, but its arguments.</summary>
public sealed record CallFacts
{
    /// <summary>Gets the tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the groups that the agent belongs to.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Gets the roles that the agent holds.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Gets the attributes of the agent's registration.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Gets the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the class that the intent claims. What an intent that does not say counts as: write.</summary>
    public ToolClass ClaimedClass { get; init; }

    /// <summary>Gets where the call would go; <see langword="null"/>: the intent does not say.</summary>
    public string? EgressTarget { get; init; }
}
