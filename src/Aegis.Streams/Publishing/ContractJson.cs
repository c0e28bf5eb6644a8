using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;

namespace Aegis.Streams.Publishing;

/// <summary>The parts that JSON forms of the contracts share: names in snake_case, enums in lower case, bytes in base64, instants in RFC 3339.</summary>
internal static class ContractJson
{
    /// <summary>Options of a writer. The output is never embedded in HTML, so only what JSON demands is escaped.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Name(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "allow",
        DecisionOutcome.Sanitize => "sanitize",
        DecisionOutcome.ApprovalNeeded => "approval_needed",
        _ => "deny",
    };

    public static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } value) json.WriteString(name, value.UtcDateTime);
    }

    public static void WriteSource(Utf8JsonWriter json, string topic, int partition, long offset)
    {
        json.WriteStartObject("source");
        json.WriteString("topic", topic);
        json.WriteNumber("partition", partition);
        json.WriteNumber("offset", offset);
        json.WriteEndObject();
    }

    public static void WriteReasons(Utf8JsonWriter json, IReadOnlyList<Reason> reasons)
    {
        json.WriteStartArray("reasons");
        foreach (var reason in reasons) WriteReason(json, reason);
        json.WriteEndArray();
    }

    public static void WriteObserved(Utf8JsonWriter json, IReadOnlyList<Finding> observed)
    {
        if (observed.Count == 0) return;
        json.WriteStartArray("observed");
        foreach (var (outcome, reason) in observed)
        {
            json.WriteStartObject();
            json.WriteString("outcome", Name(outcome));
            json.WritePropertyName("reason");
            WriteReason(json, reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteRuleIds(Utf8JsonWriter json, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return;
        json.WriteStartArray("rule_ids");
        for (var i = 0; i < ids.Count; i++) json.WriteStringValue(ids[i]);
        json.WriteEndArray();
    }

    /// <summary>Writes an object that is JSON already, without the white space around its tokens: a record stays one line.</summary>
    public static void WriteObject(Utf8JsonWriter json, string name, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return;
        json.WritePropertyName(name);
        json.WriteRawValue(CompactJson.Of(utf8), skipInputValidation: true);
    }

    public static void WriteReferences(Utf8JsonWriter json, TableReference? agent, IReadOnlyList<TableReference> catalog)
    {
        if (agent is not null)
        {
            json.WritePropertyName("agent_record");
            WriteReference(json, agent);
        }

        if (catalog.Count == 0) return;
        json.WriteStartArray("catalog_records");
        foreach (var reference in catalog) WriteReference(json, reference);
        json.WriteEndArray();
    }

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject();
        json.WriteString("code", reason.Code);
        WriteText(json, "path", reason.Path);
        WriteText(json, "limit", reason.Limit);
        WriteText(json, "hint", reason.Hint);
        WriteText(json, "rule_id", reason.RuleId);
        WriteText(json, "observed", reason.Observed);
        WriteText(json, "message", reason.Message);
        WriteText(json, "docs", reason.Docs);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, TableReference reference)
    {
        json.WriteStartObject();
        json.WriteString("table", reference.Table);
        json.WriteString("key", reference.Key);
        json.WriteBoolean("found", reference.Found);
        json.WriteNumber("partition", reference.Partition);
        json.WriteNumber("offset", reference.Offset);
        if (!reference.ContentHash.IsEmpty) json.WriteBase64String("content_hash", reference.ContentHash.Span);
        json.WriteEndObject();
    }
}
