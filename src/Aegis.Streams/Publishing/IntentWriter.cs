using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.State;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;
using WireFormat = Aegis.Streams.Pipeline.WireFormat;

namespace Aegis.Streams.Publishing;

/// <summary>Writes intents, for those who pass one on.</summary>
public static class IntentWriter
{
    private const int EnvelopeBytes = 1024;

    // Text takes as few bytes as it came in; the record is no part of a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes an intent in the encoding that it came in, which its reply copy will share: JSON, or the plain Protobuf message of the contract.</summary>
    /// <param name="intent">The intent. One that came as JSON has parameters that are JSON at least to the lexer.</param>
    /// <returns>The value of its record.</returns>
    public static byte[] Write(Intent intent) => intent.Format == WireFormat.Json ? WriteJson(intent) : ToMessage(intent).ToByteArray();

    /// <summary>Makes the message of the contract, which shares the intent's parameters.</summary>
    /// <param name="intent">The intent.</param>
    /// <returns>The message.</returns>
    public static Contract.ToolCallIntent ToMessage(Intent intent) => new()
    {
        Id = intent.Id,
        Tenant = intent.Tenant,
        Agent = intent.Agent,
        Credential = intent.Credential ?? "",
        Tool = intent.Tool,
        Action = intent.Action,
        CallClass = intent.CallClass == CallClass.Read ? Contract.CallClass.Read : Contract.CallClass.Write,
        Parameters = UnsafeByteOperations.UnsafeWrap(intent.Parameters),
        EgressTarget = intent.EgressTarget ?? "",
        Traceparent = intent.TraceParent ?? "",
        Tracestate = intent.TraceState ?? "",
        CreatedAt = ContractTime.Write(intent.CreatedAt),
        Deadline = ContractTime.Write(intent.Deadline),
        ReplyTopic = intent.ReplyTopic ?? "",
        Attempt = (uint)intent.Attempt,
        OverrideToken = intent.OverrideToken ?? "",
    };

    private static byte[] WriteJson(Intent intent)
    {
        var output = new ArrayBufferWriter<byte>(intent.Parameters.Length + EnvelopeBytes);
        using (var json = new Utf8JsonWriter(output, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", intent.Id);
            json.WriteString("tenant", intent.Tenant);
            json.WriteString("agent", intent.Agent);
            WriteIfAny(json, "credential", intent.Credential);
            json.WriteString("tool", intent.Tool);
            json.WriteString("action", intent.Action);
            json.WriteString("call_class", intent.CallClass == CallClass.Read ? "read" : "write");
            WriteIfAny(json, "egress_target", intent.EgressTarget);
            WriteIfAny(json, "traceparent", intent.TraceParent);
            WriteIfAny(json, "tracestate", intent.TraceState);
            if (intent.CreatedAt is { } createdAt) json.WriteString("created_at", Rfc3339.Format(createdAt));
            if (intent.Deadline is { } deadline) json.WriteString("deadline", Rfc3339.Format(deadline));
            WriteIfAny(json, "reply_topic", intent.ReplyTopic);
            if (intent.Attempt > 0) json.WriteNumber("attempt", intent.Attempt);
            WriteIfAny(json, "override_token", intent.OverrideToken);
            if (!intent.Parameters.IsEmpty)
            {
                // As they came, to the byte: their hash is that of the request.
                json.WritePropertyName("parameters");
                json.WriteRawValue(intent.Parameters.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string field, string? text)
    {
        if (text is not null) json.WriteString(field, text);
    }
}
