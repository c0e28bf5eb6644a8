using Aegis.Streams.Outcome;

namespace Aegis.Streams.Policy.Inquiry;

/// <summary>The words of outcomes, as decisions carry them.</summary>
public static class OutcomeWords
{
    /// <summary>Gets the word.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>One of `allow`, `sanitize`, `approval_needed`, `deny`.</returns>
    public static string Of(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "allow",
        DecisionOutcome.Sanitize => "sanitize",
        DecisionOutcome.ApprovalNeeded => "approval_needed",
        _ => "deny",
    };

    /// <summary>Reads a word.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The outcome; of any other word, deny.</returns>
    public static DecisionOutcome Read(string word) => word switch
    {
        "allow" => DecisionOutcome.Allow,
        "sanitize" => DecisionOutcome.Sanitize,
        "approval_needed" => DecisionOutcome.ApprovalNeeded,
        _ => DecisionOutcome.Deny,
    };
}
