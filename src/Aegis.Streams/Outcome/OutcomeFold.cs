namespace Aegis.Streams.Outcome;

/// <summary>Folds the findings of all stages into one answer: deny over approval_needed over sanitize over allow.</summary>
public static class OutcomeFold
{
    /// <summary>Folds findings.</summary>
    /// <param name="findings">The findings of all stages.</param>
    /// <param name="isCoveredByRule">Whether a rule of policy allows the call as far as no finding speaks against it.</param>
    /// <returns>The answer of the highest precedence.</returns>
    public static DecisionOutcome Fold(IReadOnlyList<Finding> findings, bool isCoveredByRule)
    {
        var outcome = isCoveredByRule ? DecisionOutcome.Allow : DecisionOutcome.Deny;
        foreach (var finding in findings)
            if (finding.Outcome > outcome) outcome = finding.Outcome;
        return outcome;
    }
}
