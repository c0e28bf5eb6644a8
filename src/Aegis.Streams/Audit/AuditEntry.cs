using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Audit;

/// <summary>One entry of the audit log. Contract: `AuditEntry`. Holds no parameters and no bare hash of them.</summary>
public sealed record AuditEntry
{
    /// <summary>The tenant of an entry whose input did not tell.</summary>
    public const string NoTenant = "-";

    /// <summary>Gets the id; the decision's own for a decision.</summary>
    public required string EntryId { get; init; }

    /// <summary>Gets what it records.</summary>
    public required AuditKind Kind { get; init; }

    /// <summary>Gets the tenant, or <see cref="NoTenant"/>.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the agent; <see langword="null"/>: the input did not tell. So with intent, tool and action.</summary>
    public string? Agent { get; init; }

    /// <summary>Gets the intent's id.</summary>
    public string? IntentId { get; init; }

    /// <summary>Gets the tool.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public string? Action { get; init; }

    /// <summary>Gets whether the call reads or writes; <see langword="null"/>: the input did not tell.</summary>
    public CallClass? CallClass { get; init; }

    /// <summary>Gets the answer; <see langword="null"/> for a dead letter.</summary>
    public DecisionOutcome? Outcome { get; init; }

    /// <summary>Gets codes and places of the reasons, without hints.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Gets the policy set that decided; <see langword="null"/> for a dead letter.</summary>
    public string? PolicyRevision { get; init; }

    /// <summary>Gets the agent's record that was used; <see langword="null"/>: none.</summary>
    public TableReference? AgentRecord { get; init; }

    /// <summary>Gets the catalog records that were used. An absent one is named `tenant/*`: what was asked for came from the parameters.</summary>
    public IReadOnlyList<TableReference> CatalogRecords { get; init; } = [];

    /// <summary>Gets the commitments to what the entry must not hold.</summary>
    public IReadOnlyList<Commitment> Commitments { get; init; } = [];

    /// <summary>Gets the decision time.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Gets the topic of the input.</summary>
    public required string SourceTopic { get; init; }

    /// <summary>Gets the partition of the input.</summary>
    public required int SourcePartition { get; init; }

    /// <summary>Gets the offset of the input, or <see cref="Pipeline.SourceRecord.CallOffset"/>.</summary>
    public required long SourceOffset { get; init; }

    /// <summary>Gets the W3C trace context; <see langword="null"/>: none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Gets what rules that are only observed would have done, without hints; empty: none applied.</summary>
    public IReadOnlyList<Finding> Observed { get; init; } = [];

    /// <summary>Gets what was found in the parameters, by kinds and places; empty: nothing, or nothing was looked for.</summary>
    public IReadOnlyList<DlpCount> DlpCounts { get; init; } = [];

    /// <summary>Gets the ids of the rules that spoke, aside from those that are only observed; empty: none did.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];
}
