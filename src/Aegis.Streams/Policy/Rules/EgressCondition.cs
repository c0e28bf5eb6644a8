using Aegis.Streams.Policy.Egress;

namespace Aegis.Streams.Policy.Rules;

/// <summary>The intent's egress target is a URL that an allow-list covers. Undecided if the intent names none, or one without a plain meaning.</summary>
/// <param name="Allowed">The allow-list.</param>
public sealed record EgressCondition(EgressAllowList Allowed) : Condition
{
    /// <summary>Gets a value indicating whether an intent without a target counts for the call instead of against it.</summary>
    public bool IsOptional { get; init; }
}
