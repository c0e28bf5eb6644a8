using System.Text.Json;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Shows where a row was read: what a decision that used it names too.</summary>
internal static class RowReport
{
    /// <summary>Writes it as the member `record` of an object.</summary>
    public static void Write<T>(Utf8JsonWriter json, string topic, TableRow<T> row)
        where T : class
    {
        json.WriteStartObject("record");
        json.WriteString("topic", topic);
        json.WriteNumber("partition", row.Partition);
        json.WriteNumber("offset", row.Offset);
        json.WriteBase64String("content_hash", row.ContentHash);
        json.WriteEndObject();
    }

    /// <summary>Spells it for people; the hash is SHA-256 in base64, as in decisions.</summary>
    public static string Spell<T>(string topic, TableRow<T> row)
        where T : class => $"{topic} [{row.Partition}] offset {row.Offset}, content hash {Convert.ToBase64String(row.ContentHash)}";
}
