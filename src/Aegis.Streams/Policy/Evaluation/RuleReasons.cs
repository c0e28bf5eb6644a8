using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Writes what a rule that applies has to say.</summary>
internal static class RuleReasons
{
    /// <summary>Writes the finding of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="call">The call.</param>
    /// <param name="blames">Room to work in.</param>
    public static Finding Of(CompiledRule rule, in PolicyCall call, BlameList blames)
    {
        var (outcome, code, hint) = rule.Rule.Effect switch
        {
            RuleEffect.Forbid => (DecisionOutcome.Deny, ReasonCodes.Forbidden, "Do not make this call."),
            RuleEffect.RequireApproval => (DecisionOutcome.ApprovalNeeded, ReasonCodes.ApprovalRequired, "Ask for approval."),
            RuleEffect.Sanitize => (DecisionOutcome.Sanitize, ReasonCodes.SanitizeRequired, "Use the sanitized parameters."),
            _ => (DecisionOutcome.Allow, ReasonCodes.ObservedPermit, null as string),
        };
        blames.Clear();
        if (rule.Rule.Effect != RuleEffect.Permit) rule.When.Explain(call, Truth.False, blames);
        var blame = blames.Count > 0 ? blames.Items[0] : default;

        // What the call lacks is said as such: the agent can mend it. What the rule is about is said in the words of the rule.
        var isLack = blames.Count > 0 && (blame.IsRequirement || blame.Code is ReasonCodes.ParameterMissing or ReasonCodes.ParameterType or ReasonCodes.ProductRange);
        return new Finding(outcome, new Reason(
            rule.Rule.Code ?? (isLack ? blame.Code : code), blame.Path, blame.Limit, rule.Rule.Hint ?? (isLack ? blame.Hint : null) ?? hint, rule.Rule.Id)
        {
            Observed = blame.Observed,
            Message = rule.Rule.Message,
            Docs = rule.Rule.Docs,
        });
    }
}
