using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>One line that is a strict JSON object with members of known names.</summary>
internal static class JsonLine
{
    private const string Root = "line";
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly IntentLimits Limits = new();

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="names">The names that members may have.</param>
    /// <param name="document">The object.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether the line is such an object.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> line, IReadOnlyList<string> names, [NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out FieldFault? fault)
    {
        document = null;
        if (StrictJson.Validate(line, Limits, Root) is { } bad)
        {
            // The file has its own number for what is line 1 of this text.
            fault = new FieldFault(bad.Path ?? Root, bad.Message.Replace("at line 1, byte", "at byte", StringComparison.Ordinal));
            return false;
        }

        document = JsonDocument.Parse(line);
        fault = null;
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (names.Contains(member.Name)) continue;
            fault = new FieldFault(Root, $"has a member that is none of {string.Join(", ", names)}");
            document.Dispose();
            return false;
        }

        return true;
    }

    /// <summary>Finds a member that is a text.</summary>
    /// <param name="line">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="fault">Set if the member is something else.</param>
    /// <returns>The text; <see langword="null"/>: there is none.</returns>
    public static string? Text(JsonElement line, string name, ref FieldFault? fault)
    {
        if (!line.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null) return null;
        if (member.ValueKind == JsonValueKind.String) return member.GetString();
        fault ??= new FieldFault(name, "must be a JSON string");
        return null;
    }

    /// <summary>Writes an object.</summary>
    /// <param name="writeMembers">Writes its members.</param>
    /// <returns>The line.</returns>
    public static string Write(Action<Utf8JsonWriter> writeMembers)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, WriterOptions))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
