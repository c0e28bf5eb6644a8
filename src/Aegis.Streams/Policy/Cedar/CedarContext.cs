using System.Text.Json;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>
/// Writes the context that printed policies are asked with. Cedar refuses a request whose context has null or a fraction, and skips a rule
/// that meets a missing name or another type; so the context says of every parameter by name what it is, and holds values by type:
/// `kind` (JSON's types, with `integer`), `floor` and `ceiling` (numbers), `text`, `truth` and `size` (code points of texts, items of arrays).
/// Of what lies in arrays it says only, of all items at once, `kinds` (JSON's types); and of every object and array, there too, `names` (the
/// members of objects, and `[*]` for arrays with items).
/// </summary>
public static class CedarContext
{
    /// <summary>Writes the context of a call.</summary>
    /// <param name="intent">The intent; its parameters have passed strict reading.</param>
    /// <param name="registration">The agent's registration.</param>
    /// <param name="environment">The environment of the instance; <see langword="null"/>: it was told none.</param>
    /// <returns>A JSON object.</returns>
    public static string Write(Intent intent, AgentRegistration registration, string? environment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("tenant", intent.Tenant);
            json.WriteString("agent", intent.Agent);
            json.WriteString("tool", intent.Tool);
            json.WriteString("action", intent.Action);
            json.WriteString("class", intent.CallClass == CallClass.Read ? "read" : "write");
            if (environment is not null) json.WriteString("environment", environment);
            WriteNames(json, "groups", registration.Groups);
            WriteNames(json, "roles", registration.Roles);
            json.WriteStartObject("attributes");
            foreach (var (name, value) in registration.Attributes) json.WriteString(CedarKey.OfAttribute(name), value);
            json.WriteEndObject();
            using var parameters = JsonDocument.Parse(intent.Parameters.IsEmpty ? "{}"u8.ToArray() : intent.Parameters, new JsonDocumentOptions { MaxDepth = 256 });
            new CedarParameters(parameters.RootElement).Write(json);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
