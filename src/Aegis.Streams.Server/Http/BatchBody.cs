using System.Buffers;
using System.Text.Json;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Aegis.Streams.Server.Calls;
using Aegis.Streams.Server.Grpc;

namespace Aegis.Streams.Server.Http;

/// <summary>The bodies of a batch: `DecideBatchRequest` and `DecideBatchResponse` in JSON.</summary>
internal static class BatchBody
{
    /// <summary>The largest body of a batch.</summary>
    public const int MaxBytes = 4 << 20;

    private const int MaxRequests = 100;

    // How deep an intent may be, its reader says, for itself alone.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private static readonly CallRefusal NoJson = Refusal(null, "The body is not strict JSON.");

    /// <summary>Reads the requests. What is wrong with an intent, its own reader says: it is taken as it stands.</summary>
    /// <returns>The requests; <see langword="null"/>: the body is none of a batch.</returns>
    public static IReadOnlyList<BatchRequest>? Read(byte[] body, out CallRefusal? fault)
    {
        var requests = new List<BatchRequest>();
        try
        {
            var json = new Utf8JsonReader(body, Options);
            fault = ReadAll(ref json, body, requests);
            if (fault is null && json.Read()) fault = NoJson;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair in a name.
            fault = NoJson;
        }

        return fault is null ? requests : null;
    }

    /// <summary>Writes the answers in the order of their requests.</summary>
    public static byte[] Write(IReadOnlyList<CallAnswer> answers, DecisionWriter writer)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var answer in answers)
        {
            json.WriteStartObject();
            if (answer.IsDecided)
            {
                json.WritePropertyName("decision");
                json.WriteRawValue(writer.Write(answer.Decision, WireFormat.Json), skipInputValidation: true);
            }
            else
            {
                json.WritePropertyName("refusal");
                json.WriteRawValue(Google.Protobuf.JsonFormatter.Default.Format(RefusalContract.ToContract(answer.Refusal)));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static CallRefusal? ReadAll(ref Utf8JsonReader json, byte[] body, List<BatchRequest> requests)
    {
        var isListed = false;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return Refusal("requests", "A batch is an object with the list requests.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (!json.ValueTextEquals("requests"u8)) return Refusal(null, "A batch has no other member than requests.");
            if (isListed) return NoJson;
            isListed = true;
            json.Read();
            if (json.TokenType != JsonTokenType.StartArray) return Refusal("requests", "A batch is an object with the list requests.");
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (requests.Count == MaxRequests) return Refusal("requests", $"A batch has 1 to {MaxRequests} requests.");
                if (ReadOne(ref json, body) is not { } request) return Refusal($"requests[{requests.Count}]", "A request has the object intent and may have idempotent, which is true or false.");
                requests.Add(request);
            }
        }

        if (!isListed) return Refusal("requests", "A batch is an object with the list requests.");
        return requests.Count == 0 ? Refusal("requests", $"A batch has 1 to {MaxRequests} requests.") : null;
    }

    private static BatchRequest? ReadOne(ref Utf8JsonReader json, byte[] body)
    {
        var (intent, isIdempotent) = ((byte[]?)null, (bool?)null);
        if (json.TokenType != JsonTokenType.StartObject) return null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIntent = json.ValueTextEquals("intent"u8);
            if (isIntent ? intent is not null : isIdempotent is not null || !json.ValueTextEquals("idempotent"u8)) return null;
            json.Read();
            if (isIntent)
            {
                if (json.TokenType != JsonTokenType.StartObject) return null;
                var start = (int)json.TokenStartIndex;
                json.Skip();
                intent = body[start..(int)json.BytesConsumed];
            }
            else
            {
                if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return null;
                isIdempotent = json.GetBoolean();
            }
        }

        return intent is null ? null : new BatchRequest(intent, isIdempotent ?? false);
    }

    private static CallRefusal Refusal(string? path, string message) => new(RefusalKind.Invalid, CallCodes.InvalidRequest, message, path);
}
