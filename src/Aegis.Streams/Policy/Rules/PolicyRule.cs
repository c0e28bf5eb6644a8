using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Rules;

/// <summary>One rule of a policy, with fragments and defaults filled in.</summary>
public sealed record PolicyRule
{
    /// <summary>Gets the id, unique in the set: `policy/rule`, or `agent/tool/action` in the short form, with `tenant/` before it in a tenant's layer.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what it does.</summary>
    public required RuleEffect Effect { get; init; }

    /// <summary>Gets whom it speaks of.</summary>
    public Subject Who { get; init; } = Subject.Anybody;

    /// <summary>Gets which calls it speaks of.</summary>
    public Target What { get; init; } = Target.Anything;

    /// <summary>
    /// Gets what must hold. A condition that cannot be tested, since a parameter is absent or of another type, counts against the call:
    /// a permit does not apply then, every other rule does.
    /// </summary>
    public Condition When { get; init; } = AllOf.Nothing;

    /// <summary>Gets parameters that a permit accepts besides those that its conditions and checks and the tool's declaration name; with all that is in them.</summary>
    public ImmutableArray<ParameterPath> Accepts { get; init; } = [];

    /// <summary>Gets a value indicating whether a permit accepts parameters that nothing names.</summary>
    public bool AcceptsUnknown { get; init; }

    /// <summary>Gets a value indicating whether it is only observed: it never counts, and the decision records what it would have done.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Gets the check against the catalog that a permit demands; <see langword="null"/>: none.</summary>
    public CatalogDemand? Catalog { get; init; }

    /// <summary>Gets the redaction that a rule of effect sanitize demands; <see langword="null"/> for every other effect.</summary>
    public DlpDemand? Dlp { get; init; }

    /// <summary>Gets the approval that a rule of effect require_approval demands; <see langword="null"/> for every other effect.</summary>
    public ApprovalDemand? Approval { get; init; }

    /// <summary>Gets a value indicating whether a permit stands when a later stage fails. Only for tools that policy declares as read.</summary>
    public bool FailsOpen { get; init; }

    /// <summary>Gets the stable code of its reasons, such as `policy.discount_over_limit`; <see langword="null"/>: the code of the effect.</summary>
    public string? Code { get; init; }

    /// <summary>Gets why it exists, for the agent, at most 512 characters; <see langword="null"/>: nothing is said.</summary>
    public string? Message { get; init; }

    /// <summary>Gets what the agent can do, at most 512 characters; <see langword="null"/>: a general hint.</summary>
    public string? Hint { get; init; }

    /// <summary>Gets the address of its documentation; <see langword="null"/>: none.</summary>
    public string? Docs { get; init; }

    /// <summary>Gets where it stands, for messages; no part of its meaning.</summary>
    public SourcePlace Place { get; init; } = SourcePlace.None;
}
