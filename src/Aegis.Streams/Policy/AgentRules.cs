using System.Collections.Frozen;

namespace Aegis.Streams.Policy;

/// <summary>The rules of one agent, by tool and then by action.</summary>
internal sealed class AgentRules(AgentPolicy policy)
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, PolicyRule>> _tools = policy.Rules
        .GroupBy(rule => rule.Tool, StringComparer.Ordinal)
        .ToFrozenDictionary(
            rules => rules.Key,
            rules => rules.ToFrozenDictionary(rule => rule.Action, StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>Finds the rules of a tool by action.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>The rules; <see langword="null"/>: the agent may not use the tool.</returns>
    public FrozenDictionary<string, PolicyRule>? Find(string tool) => _tools.GetValueOrDefault(tool);
}
