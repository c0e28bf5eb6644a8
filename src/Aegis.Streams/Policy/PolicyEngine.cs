using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy;

/// <summary>
/// The one place that decides what is allowed: finds the rule for a call and tests its conditions. What it cannot know itself,
/// such as whether a SKU exists, it demands as a check. No rule, no allow.
/// </summary>
public static class PolicyEngine
{
    private const string DiscountPath = "parameters.discount_percent";
    private const string SkuPath = "parameters.sku";
    private const string DiscountHint = "Send discount_percent as a JSON number, such as 12.5.";
    private const string SkuHint = "Send sku as a JSON string, the exact SKU of the catalog.";

    /// <summary>Evaluates a call.</summary>
    /// <param name="policy">The policy set.</param>
    /// <param name="intent">The intent; its parameters are valid JSON.</param>
    /// <returns>The verdict.</returns>
    public static PolicyVerdict Evaluate(PolicySnapshot policy, Intent intent)
    {
        if (policy.Find(intent.Tenant, intent.Agent) is not { } agent)
            return Denied(ReasonCodes.NoPolicyForAgent, "agent", "Ask for a policy that covers this agent.");
        if (agent.Find(intent.Tool) is not { } actions)
            return Denied(ReasonCodes.ToolNotAllowed, "tool", "Use a tool that the agent's policy lists.");
        if (!actions.TryGetValue(intent.Action, out var rule))
            return Denied(ReasonCodes.ActionNotAllowed, "action", "Use an action that the agent's policy lists for this tool.");
        return rule.Conditions == RuleConditions.None ? new PolicyVerdict(rule.Id, []) : TestConditions(rule, intent.Parameters.Span);
    }

    private static PolicyVerdict TestConditions(PolicyRule rule, ReadOnlySpan<byte> parameters)
    {
        List<Finding>? findings = null;
        if (rule.Conditions.MaxDiscountPercent is { } limit && TestDiscount(parameters, limit, rule.Id) is { } discount)
            (findings = []).Add(discount);
        if (!rule.Conditions.RequireCanonicalSku) return new PolicyVerdict(rule.Id, findings ?? []);

        var sku = ParameterValue.Find(parameters, "sku"u8);
        if (sku.Type == JsonTokenType.String) return new PolicyVerdict(rule.Id, findings ?? [], new CatalogCheck(sku.GetString(), rule.Id));
        (findings ??= []).Add(Unreadable(sku.Type, SkuPath, SkuHint, rule.Id));
        return new PolicyVerdict(rule.Id, findings);
    }

    private static Finding? TestDiscount(ReadOnlySpan<byte> parameters, ExactDecimal limit, string ruleId)
    {
        var parameter = ParameterValue.Find(parameters, "discount_percent"u8);
        if (parameter.Type != JsonTokenType.Number) return Unreadable(parameter.Type, DiscountPath, DiscountHint, ruleId);
        if (!ExactDecimal.TryParse(parameter.NumberText, out var discount))
            return Finding.Deny(ReasonCodes.ParameterRange, DiscountPath, "Send fewer digits.", ruleId);
        if (discount.IsNegative)
            return Finding.Deny(ReasonCodes.ParameterRange, DiscountPath, "Send 0 or more: a negative discount would raise the price.", ruleId);
        if (discount <= limit) return null;
        var reason = new Reason(
            ReasonCodes.DiscountOverLimit, DiscountPath, limit.ToString(), "Ask for approval, or offer a discount within the limit.", ruleId);
        return new Finding(DecisionOutcome.ApprovalNeeded, reason);
    }

    private static Finding Unreadable(JsonTokenType type, string path, string hint, string ruleId) =>
        Finding.Deny(type == JsonTokenType.None ? ReasonCodes.ParameterMissing : ReasonCodes.ParameterType, path, hint, ruleId);

    private static PolicyVerdict Denied(string code, string path, string hint) => new(null, [Finding.Deny(code, path, hint)]);
}
