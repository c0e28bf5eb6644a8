using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// Policies as Cedar says them. Cedar knows allow and deny only, so each effect is a question of its own, asked with one context
/// (<see cref="CedarContext"/>) of one policy set; a forbidden call is denied whatever the other two answer, and approval goes before redaction.
/// </summary>
public sealed record CedarExport
{
    /// <summary>Gets the answer to "may the call run at all?": permits, forbids, and one forbid for each tenant's layer that narrows the base.</summary>
    public required ImmutableArray<CedarPolicy> Permissions { get; init; }

    /// <summary>Gets the answer to "must a human approve?": allow means yes, and the determining policies are the rules that ask.</summary>
    public required ImmutableArray<CedarPolicy> Approvals { get; init; }

    /// <summary>Gets the answer to "must values be redacted?": allow means yes, and the determining policies are the rules that ask.</summary>
    public required ImmutableArray<CedarPolicy> Sanitizations { get; init; }

    /// <summary>Gets the rules that are missing. The sets mean what the policies mean only if there are none: without a forbid, Cedar allows more.</summary>
    public required ImmutableArray<ExportRefusal> Refusals { get; init; }

    /// <summary>Gets a value indicating whether every rule is in the sets.</summary>
    public bool IsComplete => Refusals.IsEmpty;
}
