using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>What came of the demands that values of a call be redacted.</summary>
internal sealed record RedactionResult
{
    /// <summary>Gets the result where nothing was found.</summary>
    public static RedactionResult Clean { get; } = new();

    /// <summary>Gets why the call must not run; <see langword="null"/>: it may.</summary>
    public Finding? Refusal { get; init; }

    /// <summary>
    /// Gets the rewritten parameters, without white space around tokens, so that every contract and the audit entry's commitment have the same bytes;
    /// <see langword="null"/>: nothing is to be redacted, or the call must not run.
    /// </summary>
    public byte[]? Parameters { get; init => field = value is null ? null : CompactJson.Of(value); }

    /// <summary>Gets what was found, in the order of its first place; empty: nothing.</summary>
    public IReadOnlyList<DlpCount> Counts { get; init; } = [];

    /// <summary>Gets the ids of the rules whose profiles found something.</summary>
    public IReadOnlySet<string> RuleIds { get; init; } = new HashSet<string>();

    /// <summary>Says whether there is anything to redact: a rule demands it, and nothing denies the call yet. What is denied has nobody to use it.</summary>
    /// <param name="verdict">What policy says.</param>
    /// <param name="findings">The findings so far.</param>
    public static bool IsDue(PolicyVerdict verdict, IReadOnlyList<Finding> findings) =>
        !verdict.DlpChecks.IsEmpty && OutcomeFold.Fold(findings, verdict.RuleId is not null) != DecisionOutcome.Deny;

    /// <summary>Brings findings up to date: a rule that found nothing to redact asks for nothing any more, and a refusal denies.</summary>
    /// <param name="findings">The findings so far.</param>
    public void Settle(List<Finding> findings)
    {
        findings.RemoveAll(finding => finding.Outcome == DecisionOutcome.Sanitize && !RuleIds.Contains(finding.Reason.RuleId!));
        if (Refusal is { } refusal) findings.Add(refusal);
    }
}
