using System.Collections.Immutable;

namespace Aegis.Streams.Policy;

/// <summary>What one agent may do.</summary>
/// <param name="Tenant">The tenant it is for; <see langword="null"/>: every tenant that has no policy of its own for this agent.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Rules">Its rules; at most one for a tool and action. Empty: it may do nothing.</param>
public sealed record AgentPolicy(string? Tenant, string Agent, ImmutableArray<PolicyRule> Rules);
