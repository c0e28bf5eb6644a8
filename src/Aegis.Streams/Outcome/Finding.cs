namespace Aegis.Streams.Outcome;

/// <summary>What one stage has against a call.</summary>
/// <param name="Outcome">The answer that it asks for; <see cref="DecisionOutcome.Allow"/>: a remark, which asks for nothing.</param>
/// <param name="Reason">Why.</param>
public readonly record struct Finding(DecisionOutcome Outcome, Reason Reason)
{
    /// <summary>Makes a finding that the call must not run.</summary>
    /// <param name="code">The reason's code.</param>
    /// <param name="path">The field it speaks of; <see langword="null"/>: the whole intent.</param>
    /// <param name="hint">What the caller can do; <see langword="null"/>: nothing.</param>
    /// <param name="ruleId">The rule that spoke; <see langword="null"/>: none.</param>
    /// <returns>The finding.</returns>
    public static Finding Deny(string code, string? path = null, string? hint = null, string? ruleId = null) =>
        new(DecisionOutcome.Deny, new Reason(code, path, Hint: hint, RuleId: ruleId));
}
