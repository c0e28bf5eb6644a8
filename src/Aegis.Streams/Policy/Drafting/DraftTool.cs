using System.Text.Json;

namespace Aegis.Streams.Policy.Drafting;

/// <summary>A tool as a server of the Model Context Protocol lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What the server says of it; <see langword="null"/>: nothing.</param>
/// <param name="InputSchema">The JSON Schema of its parameters; of another kind than an object: it has none.</param>
/// <param name="IsReadOnly">Whether the server says that it changes nothing.</param>
/// <param name="IsDestructive">Whether the server says that it may destroy something.</param>
internal sealed record DraftTool(string Name, string? Description, JsonElement InputSchema, bool IsReadOnly, bool IsDestructive)
{
    /// <summary>Reads an answer to `tools/list`, with or without the envelope of JSON-RPC around it.</summary>
    /// <param name="utf8">The answer.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>The tools; <see langword="null"/>: there is a fault.</returns>
    public static DraftTool[]? ReadAll(ReadOnlyMemory<byte> utf8, out string? fault)
    {
        fault = null;
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("result", out var result)) root = result;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array
                && tools.EnumerateArray().All(tool => tool.ValueKind == JsonValueKind.Object && Text(tool, "name") is not null))
            {
                return [.. tools.EnumerateArray().Select(Read)];
            }

            fault = "must be an answer to `tools/list`: an object with a list `tools`, each with a `name`";
        }
        catch (JsonException exception)
        {
            fault = $"is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}";
        }

        return null;
    }

    private static DraftTool Read(JsonElement tool)
    {
        var schema = tool.TryGetProperty("inputSchema", out var found) ? found : default;
        return new DraftTool(Text(tool, "name")!, Text(tool, "description"), schema, Hint(tool, "readOnlyHint"), Hint(tool, "destructiveHint"));
    }

    private static string? Text(JsonElement tool, string key) => tool.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Hint(JsonElement tool, string key) =>
        tool.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object && annotations.TryGetProperty(key, out var hint) && hint.ValueKind == JsonValueKind.True;
}
