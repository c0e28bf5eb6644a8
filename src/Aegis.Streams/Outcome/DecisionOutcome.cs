namespace Aegis.Streams.Outcome;

/// <summary>The answer to an intent, in rising precedence: the largest value among a decision's findings wins.</summary>
public enum DecisionOutcome
{
    /// <summary>The call may run as it is.</summary>
    Allow = 1,

    /// <summary>The call may run with rewritten parameters.</summary>
    Sanitize = 2,

    /// <summary>A human must approve.</summary>
    ApprovalNeeded = 3,

    /// <summary>The call must not run.</summary>
    Deny = 4,
}
