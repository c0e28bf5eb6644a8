using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Lint;

/// <summary>Looks at each rule by itself.</summary>
internal abstract class RuleLint : LintCheck
{
    public sealed override void Check(LintSubject subject)
    {
        foreach (var (rule, _) in subject.Rules) Check(subject, rule);
    }

    /// <summary>Looks for it in a rule.</summary>
    /// <param name="subject">Takes the findings.</param>
    /// <param name="rule">The rule.</param>
    protected abstract void Check(LintSubject subject, PolicyRule rule);
}
