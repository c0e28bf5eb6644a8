using System.Buffers;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Google.Protobuf;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Publishing;

/// <summary>Writes decisions. Thread-safe.</summary>
/// <param name="framing">The Confluent framing of Protobuf values; <see langword="null"/>: they are plain.</param>
public sealed class DecisionWriter(ProtobufFraming? framing)
{
    private const int UsualBytes = 1024;

    /// <summary>Writes a decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="format">The encoding.</param>
    /// <returns>The value of its record.</returns>
    public byte[] Write(Decision decision, WireFormat format)
    {
        if (format == WireFormat.Json) return WriteJson(decision);
        return framing?.Write(DecisionContract.ToContract(decision)) ?? WriteMessage(decision);
    }

    /// <summary>Writes a decision as the plain Protobuf message of the contract, without any framing.</summary>
    /// <param name="decision">The decision.</param>
    /// <returns>The message.</returns>
    public static byte[] WriteMessage(Decision decision) => DecisionContract.ToContract(decision).ToByteArray();

    private static byte[] WriteJson(Decision decision)
    {
        var output = new ArrayBufferWriter<byte>(UsualBytes);
        using var json = new Utf8JsonWriter(output, ContractJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("decision_id", decision.DecisionId);
        json.WriteString("intent_id", decision.IntentId);
        json.WriteString("tenant", decision.Tenant);
        json.WriteString("agent", decision.Agent);
        json.WriteString("tool", decision.Tool);
        json.WriteString("action", decision.Action);
        json.WriteString("outcome", ContractJson.Name(decision.Outcome));
        ContractJson.WriteReasons(json, decision.Reasons);
        json.WriteString("policy_revision", decision.PolicyRevision);
        ContractJson.WriteReferences(json, decision.AgentRecord, decision.CatalogRecords);
        ContractJson.WriteObject(json, "sanitized_parameters", decision.SanitizedParameters.Span);
        json.WriteStartObject("timings");
        ContractJson.WriteInstant(json, "created_at", decision.CreatedAt);
        ContractJson.WriteInstant(json, "received_at", decision.ReceivedAt);
        json.WriteEndObject();
        ContractJson.WriteInstant(json, "decided_at", decision.DecidedAt);
        json.WriteBoolean("replayed", decision.Replayed);
        ContractJson.WriteSource(json, decision.SourceTopic, decision.SourcePartition, decision.SourceOffset);
        if (ReplyStatusNames.Of(decision.ReplyStatus) is { } status) json.WriteString("reply_status", status);
        ContractJson.WriteText(json, "traceparent", decision.TraceParent);
        ContractJson.WriteObserved(json, decision.Observed);
        ContractJson.WriteText(json, "environment", decision.Environment);
        ContractJson.WriteRuleIds(json, decision.RuleIds);
        DlpCountJson.Write(json, decision.DlpCounts);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
