using System.Text.Json;
using Aegis.Streams.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Aegis.Streams.Server.Admin;

/// <summary>Writes an answer of the admin port: one JSON object that nobody keeps.</summary>
internal static class AdminAnswer
{
    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> writeMembers, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Writes a number, or null where it is not known.</summary>
    public static void WriteNumber(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
