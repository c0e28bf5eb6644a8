using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>Dead letters as JSON.</summary>
internal static class DeadLetterJson
{
    /// <summary>Writes what headers tell, as an object.</summary>
    public static void WriteEntry(Utf8JsonWriter json, DeadLetterEntry entry)
    {
        json.WriteStartObject();
        WriteHeaders(json, entry);
        json.WriteEndObject();
    }

    /// <summary>Writes all of a dead letter, as an object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="entry">The dead letter.</param>
    /// <param name="isRevealed">Whether content is shown, and not only its size.</param>
    public static void WriteAll(Utf8JsonWriter json, DeadLetterEntry entry, bool isRevealed)
    {
        json.WriteStartObject();
        WriteHeaders(json, entry);
        json.WriteBoolean("masked", !isRevealed);
        WriteBytes(json, "key", entry.Record.Key, isRevealed);
        WriteBytes(json, "value", entry.Record.Value, isRevealed);
        json.WriteStartArray("headers");
        foreach (var header in entry.InputHeaders)
        {
            json.WriteStartObject();
            if (isRevealed) json.WriteString("name", header.Name);
            WriteBytes(json, "value", header.Value, isRevealed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, DeadLetterEntry entry)
    {
        json.WriteString("entry_id", entry.EntryId);
        json.WriteString("source_topic", entry.SourceTopic);
        json.WriteNumber("source_partition", entry.SourcePartition);
        json.WriteNumber("source_offset", entry.SourceOffset);
        json.WriteString("source_timestamp", entry.Time);
        json.WriteString("stage", entry.Stage);
        json.WriteString("error_code", entry.Code);
        json.WriteString("error_message", entry.Message);
        if (entry.IsContentOmitted) json.WriteBoolean("content_omitted", true);
        json.WriteString("dead_letter", entry.Place);
    }

    private static void WriteBytes(Utf8JsonWriter json, string name, byte[]? bytes, bool isRevealed)
    {
        if (bytes is null) return;
        json.WriteNumber($"{name}_bytes", bytes.Length);
        if (!isRevealed) return;
        if (Utf8.IsValid(bytes)) json.WriteString(name, Encoding.UTF8.GetString(bytes));
        else json.WriteBase64String($"{name}_base64", bytes);
    }
}
