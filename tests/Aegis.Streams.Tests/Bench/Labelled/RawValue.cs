using System.Text;
using System.Text.Json;
using Aegis.Streams.Cli.Bench.Labelled;

namespace Aegis.Streams.Tests.Bench.Labelled;

/// <summary>Reads raw bytes of a document back to what they say.</summary>
internal static class RawValue
{
    public static string Of(LabelledDocument document, int start, int length) => Encoding.UTF8.GetString(document.Bytes, start, length);

    /// <summary>Undoes doubled quotes.</summary>
    public static string FromCsv(string raw) => raw.Replace("\"\"", "\"", StringComparison.Ordinal);

    /// <summary>Undoes the escapes of every level: no labelled value has a backslash of its own.</summary>
    public static string FromJson(string raw)
    {
        while (raw.Contains('\\')) raw = JsonSerializer.Deserialize<string>($"\"{raw}\"")!;
        return raw;
    }
}
