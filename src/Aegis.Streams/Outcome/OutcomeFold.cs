namespace Aegis.Streams.Outcome;

/// <summary>Folds the findings of all stages into one answer: deny over approval_needed over sanitize over allow.</summary>
public static class OutcomeFold
{
    /// <summary>Folds findings.</summary>
    /// <param name="findings">The findings; none means that every stage agreed to a rule that allows.</param>
    /// <returns>The answer of the highest precedence.</returns>
    public static DecisionOutcome Fold(IReadOnlyList<Finding> findings)
    {
        var outcome = DecisionOutcome.Allow;
        foreach (var finding in findings)
            if (finding.Outcome > outcome) outcome = finding.Outcome;
        return outcome;
    }
}
