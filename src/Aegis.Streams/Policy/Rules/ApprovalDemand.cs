namespace Aegis.Streams.Policy.Rules;

/// <summary>A rule's demand that humans approve.</summary>
/// <param name="Group">The group of approvers, 1 to 64 characters.</param>
/// <param name="Expires">After what time an unanswered request counts as rejected: 1 minute to 30 days.</param>
/// <param name="Quorum">How many must approve: 1 to 10.</param>
public sealed record ApprovalDemand(string Group, TimeSpan Expires, int Quorum)
{
    /// <summary>Gets the demand of a rule that does not say: one of `approvers` within four hours.</summary>
    public static ApprovalDemand Default { get; } = new("approvers", TimeSpan.FromHours(4), 1);
}
