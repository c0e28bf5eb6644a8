using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Audit;

/// <summary>Makes the audit entries: one a decision, one a dead letter.</summary>
/// <param name="commitmentKey">The key of the commitments.</param>
internal sealed class AuditTrail(CommitmentKey commitmentKey)
{
    private const string Parameters = "parameters";
    private const string SanitizedParameters = "sanitized_parameters";
    private const string RecordValue = "record_value";

    /// <summary>Records a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="intent">Its intent.</param>
    /// <returns>The entry.</returns>
    public AuditEntry Record(Decision decision, Intent intent) => new()
    {
        EntryId = decision.DecisionId,
        Kind = AuditKind.Decision,
        Tenant = decision.Tenant,
        Agent = decision.Agent,
        IntentId = decision.IntentId,
        Tool = decision.Tool,
        Action = decision.Action,
        CallClass = intent.CallClass,
        Outcome = decision.Outcome,
        Reasons = WithoutHints(decision.Reasons),
        PolicyRevision = decision.PolicyRevision,
        AgentRecord = decision.AgentRecord,
        CatalogRecords = WithoutAbsentKeys(decision.CatalogRecords, decision.Tenant),
        Commitments = Commit(decision, intent),
        DecidedAt = decision.DecidedAt,
        SourceTopic = decision.SourceTopic,
        SourcePartition = decision.SourcePartition,
        SourceOffset = decision.SourceOffset,
        TraceParent = decision.TraceParent,
        Observed = decision.Observed.Count == 0 ? [] : [.. decision.Observed.Select(finding => finding with { Reason = WithoutHint(finding.Reason) })],
        RuleIds = decision.RuleIds,
        DlpCounts = decision.DlpCounts,
    };

    /// <summary>Records that an input went to the dead letter topic.</summary>
    /// <param name="record">The input.</param>
    /// <param name="entryId">The entry's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The decision time.</param>
    /// <returns>The entry. Nothing in an input that could not be read is believed, so it is no tenant's.</returns>
    public AuditEntry RecordDeadLetter(SourceRecord record, string entryId, Reason reason, DateTimeOffset now) => new()
    {
        EntryId = entryId,
        Kind = AuditKind.DeadLetter,
        Tenant = AuditEntry.NoTenant,
        Reasons = [WithoutHint(reason)],
        Commitments = [commitmentKey.ForTenant(AuditEntry.NoTenant).Commit(RecordValue, entryId, record.Value)],
        DecidedAt = now,
        SourceTopic = record.Topic,
        SourcePartition = record.Partition,
        SourceOffset = record.Offset,
        TraceParent = TraceContext.Parent("", record),
    };

    private Commitment[] Commit(Decision decision, Intent intent)
    {
        var key = commitmentKey.ForTenant(decision.Tenant);
        var parameters = key.Commit(Parameters, decision.DecisionId, intent.Parameters.Span);
        return decision.SanitizedParameters.IsEmpty ? [parameters] : [parameters, key.Commit(SanitizedParameters, decision.DecisionId, decision.SanitizedParameters.Span)];
    }

    private static IReadOnlyList<Reason> WithoutHints(IReadOnlyList<Reason> reasons) =>
        reasons.Count == 0 ? [] : [.. reasons.Select(WithoutHint)];

    private static Reason WithoutHint(Reason reason) => reason with { Hint = null, Message = null, Docs = null };

    private static IReadOnlyList<TableReference> WithoutAbsentKeys(IReadOnlyList<TableReference> references, string tenant) =>
        references.All(reference => reference.Found)
            ? references
            : [.. references.Select(reference => reference.WithoutAbsentKey(tenant))];
}
