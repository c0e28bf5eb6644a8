using System.Text;
using System.Text.Json;
using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Tests.Vectors;

/// <summary>Makes the input record of a step.</summary>
internal static class VectorRecord
{
    public static SourceRecord Read(JsonElement record, int partition) => new()
    {
        Topic = "aegis.intents",
        Partition = partition,
        Offset = record.GetProperty("offset").GetInt64(),
        Timestamp = VectorFixture.RecordTime,
        IsLogAppendTime = true,
        Key = [.. "acme/sales-composer"u8],
        Value = record.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!)
            : record.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64() : null,
        Headers = record.TryGetProperty("headers", out var headers)
            ? [.. headers.EnumerateObject().Select(header => new RecordHeader(header.Name, Encoding.UTF8.GetBytes(header.Value.GetString()!)))]
            : [],
    };
}
