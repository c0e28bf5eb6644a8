using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Http;

/// <summary>
/// The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): it asks for one decision, and is the id of the intent, which may leave its own out.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>The name of the header.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>Finds what a request asks for by its header.</summary>
    /// <returns>The body with the key as its id, or why it was not taken.</returns>
    public static ((byte[] Body, bool IsIdempotent) Request, CallRefusal? Fault) Apply(HttpRequest request, byte[] body)
    {
        var values = request.Headers[Name];
        if (values.Count == 0) return ((body, false), null);
        if (values.Count > 1 || Unquote(values[0]) is not { } key || !EnvelopeCheck.IsId(key))
            return (default, Refuse("The header Idempotency-Key must be one id of 1 to 128 characters of A-Z a-z 0-9 . _ : -, with or without quotation marks."));
        return FindId(body) switch
        {
            null => ((WithId(body, key), true), null),
            var id when id == key => ((body, true), null),
            _ => (default, Refuse("The header Idempotency-Key and the field id differ: leave one of them out.")),
        };
    }

    /// <summary>Takes the quotation marks of a string of structured fields off, which most clients leave out.</summary>
    /// <param name="value">The header's value.</param>
    /// <returns>What is between them, or the value as it is.</returns>
    [return: NotNullIfNotNull(nameof(value))]
    public static string? Unquote(string? value) => value is ['"', .. var inner, '"'] ? inner : value;

    /// <summary>Finds the intent's own id; a body that is no JSON object has none, which its reader will say better.</summary>
    private static string? FindId(byte[] body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isId = json.ValueTextEquals("id"u8);
                json.Read();
                if (isId) return json.TokenType == JsonTokenType.String ? json.GetString() : "";
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }

        return null;
    }

    /// <summary>Puts the id before the other members; its characters need no escape.</summary>
    private static byte[] WithId(byte[] body, string key)
    {
        var start = Array.IndexOf(body, (byte)'{');
        if (start < 0) return body;
        var isEmpty = body.AsSpan(start + 1).TrimStart(" \t\r\n"u8).StartsWith("}"u8);
        return [.. body[..(start + 1)], .. Encoding.ASCII.GetBytes($"\"id\":\"{key}\"{(isEmpty ? "" : ",")}"), .. body[(start + 1)..]];
    }

    private static CallRefusal Refuse(string message) => new(RefusalKind.Invalid, CallCodes.InvalidRequest, message, Name);
}
