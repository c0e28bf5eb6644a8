using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Looks at each condition of one kind by itself, inside of `all`, `any` and `not`.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal abstract class ConditionLint<T> : RuleLint
    where T : Condition
{
    protected sealed override void Check(LintSubject subject, PolicyRule rule)
    {
        foreach (var (leaf, letsThrough) in LintConditions.Leaves(rule))
            if (leaf is T condition) Check(subject, rule, condition, letsThrough);
    }

    /// <summary>Looks for it in a condition.</summary>
    /// <param name="subject">Takes the findings.</param>
    /// <param name="rule">The rule that the condition is in.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="letsThrough">Whether calls get through where it holds, as <see cref="LintConditions.Leaves(PolicyRule)"/> says.</param>
    protected abstract void Check(LintSubject subject, PolicyRule rule, T condition, bool letsThrough);
}
