using System.Collections.Immutable;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy;

/// <summary>What policy says of a call: the answer as far as policy can tell, why, and the checks that other stages must resolve.</summary>
public sealed record PolicyVerdict
{
    /// <summary>Gets the answer, before the checks are resolved.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>Gets the permit that covers the call; <see langword="null"/>: none does.</summary>
    public string? RuleId { get; init; }

    /// <summary>Gets the ids of the rules that spoke, sorted, aside from those that are only observed: permits that cover the call, and what forbids it or demands something.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];

    /// <summary>Gets what speaks against the call; empty: nothing.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Gets what rules that are only observed would have said; empty: none applies.</summary>
    public ImmutableArray<Finding> Observed { get; init; } = [];

    /// <summary>Gets the checks against the catalog, that permits demand.</summary>
    public ImmutableArray<CatalogCheck> CatalogChecks { get; init; } = [];

    /// <summary>Gets the rules that demand a redaction.</summary>
    public ImmutableArray<PolicyRule> Redactions { get; init; } = [];

    /// <summary>Gets their demands, made ready.</summary>
    public ImmutableArray<DlpCheck> DlpChecks { get; init; } = [];

    /// <summary>Gets the rules that demand an approval.</summary>
    public ImmutableArray<PolicyRule> Approvals { get; init; } = [];

    /// <summary>Gets a value indicating whether the call stands if a later stage fails: a read, by declaration, that its permit lets pass.</summary>
    public bool FailsOpen { get; init; }

    /// <summary>Makes the verdict where one permit is all that speaks.</summary>
    internal static PolicyVerdict Allow(PolicyRule permit, CatalogCheck? check) => new()
    {
        Outcome = DecisionOutcome.Allow,
        RuleId = permit.Id,
        RuleIds = [permit.Id],
        CatalogChecks = check is null ? [] : [check],
    };

    /// <summary>Makes the verdict of a call that nothing permits.</summary>
    internal static PolicyVerdict Deny(params ImmutableArray<Finding> findings) => new() { Outcome = DecisionOutcome.Deny, Findings = findings };
}
