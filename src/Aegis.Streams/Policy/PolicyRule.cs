namespace Aegis.Streams.Policy;

/// <summary>Allows one agent one action of one tool, if its conditions hold.</summary>
/// <param name="Id">Names the rule in reasons: `agent/tool/action`, with `tenant/` before it where the policy is one tenant's own.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Action">The action.</param>
/// <param name="Conditions">What must hold.</param>
public sealed record PolicyRule(string Id, string Tool, string Action, RuleConditions Conditions);
