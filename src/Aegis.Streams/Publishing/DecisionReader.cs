using System.Globalization;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Publishing;

/// <summary>Reads decisions, for clients. Takes plain and framed Protobuf, and JSON. Thread-safe.</summary>
public static class DecisionReader
{
    /// <summary>Reads a decision.</summary>
    /// <param name="record">A record of the topic of decisions or of a reply topic.</param>
    /// <returns>The decision; <see langword="null"/>: the record holds none that this version can read.</returns>
    public static Decision? Read(SourceRecord record)
    {
        if (record.Value is not { Length: > 0 } value) return null;
        try
        {
            return MediaType.FormatOf(record.FindHeader(RecordHeaderNames.ContentType), value) switch
            {
                WireFormat.Json => ReadJson(value),
                WireFormat.Protobuf => ReadProtobuf(value),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static Decision? ReadProtobuf(byte[] value) =>
        DecisionContract.FromContract(Contract.Decision.Parser.ParseFrom(ProtobufFraming.Unframe(value)));

    private static Decision ReadJson(byte[] value)
    {
        using var document = JsonDocument.Parse(value);
        var root = document.RootElement;
        var timings = root.GetProperty("timings");
        var source = root.GetProperty("source");
        return new Decision
        {
            DecisionId = Text(root, "decision_id")!,
            IntentId = Text(root, "intent_id")!,
            Tenant = Text(root, "tenant")!,
            Agent = Text(root, "agent")!,
            Tool = Text(root, "tool")!,
            Action = Text(root, "action")!,
            Outcome = Outcome(Text(root, "outcome")),
            Reasons = [.. Items(root, "reasons").Select(Reason)],
            PolicyRevision = Text(root, "policy_revision")!,
            AgentRecord = root.TryGetProperty("agent_record", out var agent) ? Reference(agent) : null,
            CatalogRecords = [.. Items(root, "catalog_records").Select(Reference)],
            CreatedAt = timings.TryGetProperty("created_at", out _) ? Instant(timings, "created_at") : null,
            ReceivedAt = Instant(timings, "received_at"),
            DecidedAt = Instant(root, "decided_at"),
            Replayed = root.GetProperty("replayed").GetBoolean(),
            SourceTopic = Text(source, "topic")!,
            SourcePartition = source.GetProperty("partition").GetInt32(),
            SourceOffset = source.GetProperty("offset").GetInt64(),
            ReplyStatus = ReplyStatusNames.Parse(Text(root, "reply_status", isRequired: false)),
            TraceParent = Text(root, "traceparent", isRequired: false),
            Observed = [.. Items(root, "observed").Select(observation => new Finding(Outcome(Text(observation, "outcome")), Reason(observation.GetProperty("reason"))))],
            Environment = Text(root, "environment", isRequired: false),
            SanitizedParameters = root.TryGetProperty("sanitized_parameters", out var sanitized) ? Encoding.UTF8.GetBytes(sanitized.GetRawText()) : default,
            DlpCounts = [.. Items(root, "dlp_counts").Select(DlpCount)],
            RuleIds = [.. Items(root, "rule_ids").Select(id => id.GetString() ?? throw new FormatException("rule_ids"))],
        };
    }

    private static DlpCount DlpCount(JsonElement count) => new(
        Text(count, "entity")!, Text(count, "operator")!, count.GetProperty("count").GetInt32(), Text(count, "path", isRequired: false), Text(count, "profile")!, count.TryGetProperty("hidden", out var hidden) ? hidden.GetInt32() : 0);

    private static Reason Reason(JsonElement reason) => new(
        Text(reason, "code")!,
        Text(reason, "path", isRequired: false),
        Text(reason, "limit", isRequired: false),
        Text(reason, "hint", isRequired: false),
        Text(reason, "rule_id", isRequired: false))
    {
        Observed = Text(reason, "observed", isRequired: false),
        Message = Text(reason, "message", isRequired: false),
        Docs = Text(reason, "docs", isRequired: false),
    };

    private static TableReference Reference(JsonElement reference) => new(
        Text(reference, "table")!,
        Text(reference, "key")!,
        reference.GetProperty("found").GetBoolean(),
        reference.GetProperty("partition").GetInt32(),
        reference.GetProperty("offset").GetInt64(),
        reference.TryGetProperty("content_hash", out var hash) ? hash.GetBytesFromBase64() : []);

    private static DecisionOutcome Outcome(string? name) => name switch
    {
        "allow" => DecisionOutcome.Allow,
        "sanitize" => DecisionOutcome.Sanitize,
        "approval_needed" => DecisionOutcome.ApprovalNeeded,
        _ => DecisionOutcome.Deny,
    };

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private static DateTimeOffset Instant(JsonElement owner, string name) =>
        DateTimeOffset.Parse(Text(owner, name)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string? Text(JsonElement owner, string name, bool isRequired = true) =>
        isRequired || owner.TryGetProperty(name, out _) ? owner.GetProperty(name).GetString() ?? throw new FormatException(name) : null;
}
