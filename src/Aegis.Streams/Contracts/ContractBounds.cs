using System.Collections.Frozen;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Contracts;

/// <summary>The bounds that the comments of the contracts tell people, for machines. A field that is not listed has none beyond its type.</summary>
internal static class ContractBounds
{
    private const int MaxTableNameLength = 64;
    private const string Uuid = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
    private const string Sha256Hex = "^[0-9a-f]{64}$";
    private const string Sha256Base64 = "^[A-Za-z0-9+/]{43}=$";
    private const string TraceParent = "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$";
    private const string AbsoluteUri = "^([A-Za-z][A-Za-z0-9+.-]*:[^\\u0000-\\u0020]+)?$";

    private static readonly FieldBounds None = new();
    private static readonly FieldBounds Required = new() { IsRequired = true };
    private static readonly FieldBounds Number = new() { IsRequired = true, Minimum = 0 };
    private static readonly FieldBounds TableNames = new() { MaxItems = 64, MaxNameLength = MaxTableNameLength };

    private static readonly FrozenDictionary<string, FieldBounds> ByField = new Dictionary<string, FieldBounds>
    {
        ["ToolCallIntent.id"] = Text(EnvelopeCheck.IdPattern),
        ["ToolCallIntent.tenant"] = Text(AgentNames.Pattern),
        ["ToolCallIntent.agent"] = Text(AgentNames.Pattern),
        ["ToolCallIntent.credential"] = new() { MaxLength = EnvelopeCheck.MaxCredentialLength },
        ["ToolCallIntent.tool"] = Text(ToolNames.Pattern),
        ["ToolCallIntent.action"] = Text(ToolNames.Pattern),
        ["ToolCallIntent.parameters"] = new() { IsJsonObject = true },
        ["ToolCallIntent.egress_target"] = new() { Pattern = AbsoluteUri, Format = "uri", MaxLength = EnvelopeCheck.MaxEgressTargetLength },
        ["ToolCallIntent.reply_topic"] = new() { Pattern = EnvelopeCheck.TopicPattern },
        ["ToolCallIntent.attempt"] = new() { Minimum = 0, Maximum = EnvelopeCheck.MaxAttempt },
        ["ToolCallIntent.override_token"] = new() { MaxLength = EnvelopeCheck.MaxOverrideTokenLength },

        ["Decision.decision_id"] = Text(Uuid),
        ["Decision.intent_id"] = Text(EnvelopeCheck.IdPattern),
        ["Decision.tenant"] = Text(AgentNames.Pattern),
        ["Decision.agent"] = Text(AgentNames.Pattern),
        ["Decision.tool"] = Text(ToolNames.Pattern),
        ["Decision.action"] = Text(ToolNames.Pattern),
        ["Decision.outcome"] = Required,
        ["Decision.reasons"] = Required,
        ["Decision.policy_revision"] = Text(Sha256Hex),
        ["Decision.sanitized_parameters"] = new() { IsJsonObject = true },
        ["Decision.timings"] = Required,
        ["Decision.decided_at"] = Required,
        ["Decision.replayed"] = Required,
        ["Decision.source"] = Required,
        ["Decision.traceparent"] = new() { Pattern = TraceParent },
        ["Timings.received_at"] = Required,
        ["Reason.code"] = Text("^[a-z_]+[.][a-z0-9_]+$"),
        ["DlpCount.entity"] = Required,
        ["DlpCount.operator"] = Required,
        ["DlpCount.count"] = new() { IsRequired = true, Minimum = 1 },
        ["DlpCount.profile"] = Required,
        ["DlpCount.hidden"] = new() { Minimum = 1 },
        ["TableReference.table"] = Required,
        ["TableReference.key"] = Required,
        ["TableReference.found"] = Required,
        ["TableReference.partition"] = Number,
        ["TableReference.offset"] = Number,
        ["TableReference.content_hash"] = new() { Pattern = Sha256Base64 },
        ["SourcePosition.topic"] = Required,
        ["SourcePosition.partition"] = Number,
        ["SourcePosition.offset"] = new() { IsRequired = true, Minimum = -1 },
        ["Obligation.code"] = Required,

        ["AuditEntry.entry_id"] = Text(Uuid),
        ["AuditEntry.kind"] = Required,
        ["AuditEntry.tenant"] = Required,
        ["AuditEntry.reasons"] = Required,
        ["AuditEntry.commitments"] = Required,
        ["AuditEntry.decided_at"] = Required,
        ["AuditEntry.source"] = Required,
        ["AuditEntry.traceparent"] = new() { Pattern = TraceParent },
        ["Commitment.name"] = Required,
        ["Commitment.value"] = Text(Sha256Base64),
        ["Commitment.key_id"] = Text("^[0-9a-f]{16}$"),

        ["AgentRegistration.tenant"] = Text(AgentNames.Pattern),
        ["AgentRegistration.agent"] = Text(AgentNames.Pattern),
        ["AgentRegistration.display_name"] = new() { MaxLength = 256 },
        ["AgentRegistration.groups"] = TableNames,
        ["AgentRegistration.roles"] = TableNames,
        ["AgentRegistration.attributes"] = TableNames with { MaxLength = 1024 },
        ["AgentRegistration.state"] = Required,

        ["DeadLetterHeaders.source_topic"] = Required,
        ["DeadLetterHeaders.source_partition"] = Required,
        ["DeadLetterHeaders.source_offset"] = Required,
        ["DeadLetterHeaders.source_timestamp"] = Required,
        ["DeadLetterHeaders.stage"] = Required,
        ["DeadLetterHeaders.error_code"] = Required,
        ["DeadLetterHeaders.error_message"] = new() { MaxLength = 512 },
        ["DeadLetterHeaders.entry_id"] = Text(Uuid),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the bounds of a field.</summary>
    /// <param name="message">Its message, without package.</param>
    /// <param name="field">Its name.</param>
    public static FieldBounds Of(string message, string field) => ByField.GetValueOrDefault($"{message}.{field}", None);

    private static FieldBounds Text(string pattern) => new() { IsRequired = true, Pattern = pattern };
}
