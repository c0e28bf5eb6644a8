using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Contracts;

/// <summary>The documents that tell strangers what travels on the topics and by HTTP, made from the contracts.</summary>
public static partial class ContractDocuments
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all documents.</summary>
    /// <param name="topics">The topics' names, which AsyncAPI tells.</param>
    /// <returns>The documents by path inside their folder, such as `json-schema/decision.schema.json`.</returns>
    public static IReadOnlyDictionary<string, string> Write(TopicNames topics)
    {
        var documents = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["asyncapi.json"] = ToText(AsyncApiDocument.Write(topics)), ["openapi.json"] = ToText(OpenApiDocument.Write()) };
        foreach (var (message, schema) in ContractSchemas.WriteAll()) documents[$"json-schema/{SnakeCase(message)}.schema.json"] = ToText(schema);
        return documents;
    }

    private static string ToText(JsonObject document) => $"{document.ToJsonString(Indented)}\n";

    private static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
