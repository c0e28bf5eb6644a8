using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Lists.Manifest;

/// <summary>A signed envelope (Dead Simple Signing Envelope, DSSE 1.0): a payload, its type, and signatures over both.</summary>
/// <param name="PayloadType">The media type of the payload.</param>
/// <param name="Payload">The payload.</param>
/// <param name="Signatures">The signatures, at least one.</param>
public sealed record DsseEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload, IReadOnlyList<DsseSignature> Signatures)
{
    private const string Version = "DSSEv1";
    private const int MostSignatures = 16;
    private const string Rule = "This is no DSSE envelope: an object with payloadType, payload and 1 to 16 signatures is needed, payload and signatures in base64.";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    /// <summary>Makes the bytes that are signed: the pre-authentication encoding.</summary>
    /// <param name="payloadType">The media type of the payload.</param>
    /// <param name="payload">The payload.</param>
    public static byte[] Encode(string payloadType, ReadOnlySpan<byte> payload)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{Version} {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        return [.. Encoding.UTF8.GetBytes(head), .. payload];
    }

    /// <summary>Reads an envelope. Nothing in it may be believed before a signature is verified.</summary>
    /// <param name="json">The envelope in JSON.</param>
    /// <returns>The envelope.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static DsseEnvelope Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var root = document.RootElement;
            var signatures = root.GetProperty("signatures").EnumerateArray()
                .Select(signature => new DsseSignature(signature.TryGetProperty("keyid", out var id) ? id.GetString() ?? "" : "", signature.GetProperty("sig").GetBytesFromBase64()))
                .ToList();
            if (signatures.Count is > 0 and <= MostSignatures) return new DsseEnvelope(root.GetProperty("payloadType").GetString() ?? "", root.GetProperty("payload").GetBytesFromBase64(), signatures);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException(Rule, fault);
        }

        throw new FormatException(Rule);
    }

    /// <summary>Writes the envelope.</summary>
    /// <returns>JSON in UTF-8.</returns>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("payloadType", PayloadType);
            json.WriteBase64String("payload", Payload.Span);
            json.WriteStartArray("signatures");
            foreach (var signature in Signatures)
            {
                json.WriteStartObject();
                json.WriteString("keyid", signature.KeyId);
                json.WriteBase64String("sig", signature.Value.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
