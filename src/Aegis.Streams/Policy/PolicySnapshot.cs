using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Aegis.Streams.Policy;

/// <summary>A policy set: immutable, replaced whole. The empty set denies everything.</summary>
public sealed class PolicySnapshot
{
    private readonly FrozenDictionary<(string? Tenant, string Agent), AgentRules> _agents;

    /// <summary>Initializes a set.</summary>
    /// <param name="policies">The policies of the agents.</param>
    /// <exception cref="ArgumentException">Two policies are for one tenant and agent, or two rules of an agent for one tool and action.</exception>
    public PolicySnapshot(IEnumerable<AgentPolicy> policies)
    {
        Policies = [.. policies.OrderBy(policy => policy.Tenant, StringComparer.Ordinal).ThenBy(policy => policy.Agent, StringComparer.Ordinal)];
        _agents = Policies.ToDictionary(policy => (policy.Tenant, policy.Agent), policy => new AgentRules(policy)).ToFrozenDictionary();
        Revision = PolicyRevision.Of(Policies);
    }

    /// <summary>Gets the set without policies.</summary>
    public static PolicySnapshot Empty { get; } = new([]);

    /// <summary>Gets the policies, ordered by tenant (those for every tenant first) and agent.</summary>
    public ImmutableArray<AgentPolicy> Policies { get; }

    /// <summary>Gets what identifies the content: lower-case hex SHA-256 that neither order, comments nor file names change.</summary>
    public string Revision { get; }

    /// <summary>Finds an agent's rules: those of its tenant's own policy, else those for every tenant. The two are never mixed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="agent">The agent.</param>
    /// <returns>The rules; <see langword="null"/>: no policy speaks of the agent.</returns>
    internal AgentRules? Find(string tenant, string agent) =>
        _agents.TryGetValue((tenant, agent), out var own) ? own : _agents.GetValueOrDefault((null, agent));
}
