using System.Buffers;
using System.Text.Json;
using Aegis.Streams.Audit;
using Aegis.Streams.Intents;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Contract = Aegis.Streams.Protocol.V1;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Publishing;

/// <summary>Writes audit entries. Thread-safe.</summary>
/// <param name="framing">The Confluent framing of Protobuf values; <see langword="null"/>: they are plain.</param>
public sealed class AuditEntryWriter(ProtobufFraming? framing)
{
    private const int UsualBytes = 1024;

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="format">The encoding.</param>
    /// <returns>The value of its record.</returns>
    public byte[] Write(AuditEntry entry, WireFormat format)
    {
        if (format == WireFormat.Json) return WriteJson(entry);
        var contract = ToContract(entry);
        return framing?.Write(contract) ?? contract.ToByteArray();
    }

    private static Contract.AuditEntry ToContract(AuditEntry entry)
    {
        var contract = new Contract.AuditEntry
        {
            EntryId = entry.EntryId,
            Kind = (Contract.AuditKind)entry.Kind,
            Tenant = entry.Tenant,
            Agent = entry.Agent ?? "",
            IntentId = entry.IntentId ?? "",
            Tool = entry.Tool ?? "",
            Action = entry.Action ?? "",
            CallClass = entry.CallClass switch
            {
                null => Contract.CallClass.Unspecified,
                CallClass.Read => Contract.CallClass.Read,
                _ => Contract.CallClass.Write,
            },
            Outcome = (Contract.Outcome)(entry.Outcome ?? 0),
            PolicyRevision = entry.PolicyRevision ?? "",
            AgentRecord = entry.AgentRecord is { } agent ? DecisionContract.ToContract(agent) : null,
            DecidedAt = Timestamp.FromDateTimeOffset(entry.DecidedAt),
            Source = new Contract.SourcePosition { Topic = entry.SourceTopic, Partition = entry.SourcePartition, Offset = entry.SourceOffset },
            Traceparent = entry.TraceParent ?? "",
        };
        DecisionContract.AddTo(contract.Reasons, entry.Reasons);
        DecisionContract.AddTo(contract.Observed, entry.Observed);
        DecisionContract.AddTo(contract.CatalogRecords, entry.CatalogRecords);
        DecisionContract.AddTo(contract.RuleIds, entry.RuleIds);
        DecisionContract.AddTo(contract.DlpCounts, entry.DlpCounts);
        for (var i = 0; i < entry.Commitments.Count; i++) contract.Commitments.Add(ToContract(entry.Commitments[i]));
        return contract;
    }

    private static Contract.Commitment ToContract(Commitment commitment) => new()
    {
        Name = commitment.Name,
        Value = UnsafeByteOperations.UnsafeWrap(commitment.Value),
        KeyId = commitment.KeyId,
    };

    private static byte[] WriteJson(AuditEntry entry)
    {
        var output = new ArrayBufferWriter<byte>(UsualBytes);
        using var json = new Utf8JsonWriter(output, ContractJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("entry_id", entry.EntryId);
        json.WriteString("kind", entry.Kind == AuditKind.Decision ? "decision" : "dead_letter");
        json.WriteString("tenant", entry.Tenant);
        ContractJson.WriteText(json, "agent", entry.Agent);
        ContractJson.WriteText(json, "intent_id", entry.IntentId);
        ContractJson.WriteText(json, "tool", entry.Tool);
        ContractJson.WriteText(json, "action", entry.Action);
        if (entry.CallClass is { } callClass) json.WriteString("call_class", callClass == CallClass.Read ? "read" : "write");
        if (entry.Outcome is { } outcome) json.WriteString("outcome", ContractJson.Name(outcome));
        ContractJson.WriteReasons(json, entry.Reasons);
        ContractJson.WriteText(json, "policy_revision", entry.PolicyRevision);
        ContractJson.WriteReferences(json, entry.AgentRecord, entry.CatalogRecords);
        WriteCommitments(json, entry.Commitments);
        ContractJson.WriteInstant(json, "decided_at", entry.DecidedAt);
        ContractJson.WriteSource(json, entry.SourceTopic, entry.SourcePartition, entry.SourceOffset);
        ContractJson.WriteText(json, "traceparent", entry.TraceParent);
        ContractJson.WriteObserved(json, entry.Observed);
        ContractJson.WriteRuleIds(json, entry.RuleIds);
        DlpCountJson.Write(json, entry.DlpCounts);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static void WriteCommitments(Utf8JsonWriter json, IReadOnlyList<Commitment> commitments)
    {
        json.WriteStartArray("commitments");
        foreach (var commitment in commitments)
        {
            json.WriteStartObject();
            json.WriteString("name", commitment.Name);
            json.WriteBase64String("value", commitment.Value.Span);
            json.WriteString("key_id", commitment.KeyId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
