using System.Buffers;
using System.Text;
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
    private const int MaxDepth = 64;

    /// <summary>Reads the requests.</summary>
    /// <returns>The requests; <see langword="null"/>: the body is none of a batch.</returns>
    public static IReadOnlyList<BatchRequest>? Read(byte[] body, out CallRefusal? fault)
    {
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth });
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("requests", out var listed) || listed.ValueKind != JsonValueKind.Array)
                return Refuse("requests", "A batch is an object with the list requests.", out fault);
            if (root.EnumerateObject().Any(member => member.Name != "requests")) return Refuse(null, "A batch has no other member than requests.", out fault);
            if (listed.GetArrayLength() is 0 or > MaxRequests) return Refuse("requests", $"A batch has 1 to {MaxRequests} requests.", out fault);
            var requests = new List<BatchRequest>(listed.GetArrayLength());
            foreach (var item in listed.EnumerateArray())
            {
                if (ReadOne(item) is not { } request)
                    return Refuse($"requests[{requests.Count}]", "A request has the object intent and may have idempotent, which is true or false.", out fault);
                requests.Add(request);
            }

            return requests;
        }
        catch (JsonException)
        {
            return Refuse(null, "The body is not strict JSON.", out fault);
        }
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

    private static BatchRequest? ReadOne(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("intent", out var intent) || intent.ValueKind != JsonValueKind.Object) return null;
        if (item.EnumerateObject().Any(member => member.Name is not ("intent" or "idempotent"))) return null;
        var isIdempotent = false;
        if (item.TryGetProperty("idempotent", out var flag))
        {
            if (flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
            isIdempotent = flag.GetBoolean();
        }

        // The reader of intents checks the text itself, as strictly as a record's.
        return new BatchRequest(Encoding.UTF8.GetBytes(intent.GetRawText()), isIdempotent);
    }

    private static IReadOnlyList<BatchRequest>? Refuse(string? path, string message, out CallRefusal? fault)
    {
        fault = new CallRefusal(RefusalKind.Invalid, CallCodes.InvalidRequest, message, path);
        return null;
    }
}
