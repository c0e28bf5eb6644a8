using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Outcome;

/// <summary>The answer to one intent. Contract: `Decision`; the obligations and approvals of later stages are not modelled before those stages exist.</summary>
public sealed record Decision
{
    /// <summary>Gets the id: a UUID of version 8 that follows from the input's position.</summary>
    public required string DecisionId { get; init; }

    /// <summary>Gets the intent's id.</summary>
    public required string IntentId { get; init; }

    /// <summary>Gets the tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets the action.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the answer.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>Gets why; empty: allowed without remark.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Gets the revision of the policy set that decided.</summary>
    public required string PolicyRevision { get; init; }

    /// <summary>Gets the agent's record; <see langword="null"/>: none was looked up.</summary>
    public TableReference? AgentRecord { get; init; }

    /// <summary>Gets the catalog records in the order of their use; empty: none was looked up.</summary>
    public IReadOnlyList<TableReference> CatalogRecords { get; init; } = [];

    /// <summary>Gets when the caller made the intent, by its own clock; <see langword="null"/>: it did not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when the intent reached the log.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Gets the decision time.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Gets a value indicating whether this is an earlier decision again.</summary>
    public bool Replayed { get; init; }

    /// <summary>Gets the topic of the input.</summary>
    public required string SourceTopic { get; init; }

    /// <summary>Gets the partition of the input.</summary>
    public required int SourcePartition { get; init; }

    /// <summary>Gets the offset of the input, or <see cref="SourceRecord.CallOffset"/>.</summary>
    public required long SourceOffset { get; init; }

    /// <summary>Gets what became of the reply copy.</summary>
    public ReplyStatus ReplyStatus { get; init; }

    /// <summary>Gets the W3C trace context; <see langword="null"/>: none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Gets what rules that are only observed would have done; empty: none applied.</summary>
    public IReadOnlyList<Finding> Observed { get; init; } = [];

    /// <summary>Gets the environment of the instance; <see langword="null"/>: it was told none.</summary>
    public string? Environment { get; init; }

    /// <summary>Gets the parameters to use in place of those of the intent: one JSON object in UTF-8 without white space between tokens; empty: nothing was redacted.</summary>
    public ReadOnlyMemory<byte> SanitizedParameters { get; init; }

    /// <summary>Gets what was found in the parameters by the profiles that policy demands; empty: nothing, or nothing was looked for.</summary>
    public IReadOnlyList<DlpCount> DlpCounts { get; init; } = [];

    /// <summary>Gets the ids of the rules that spoke, sorted, aside from those that are only observed; empty: none did.</summary>
    public IReadOnlyList<string> RuleIds { get; init; } = [];
}
