using System.Text.Json.Nodes;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Contracts;

/// <summary>
/// The OpenAPI 3.1 document of the facade's HTTP. Paths, statuses and problems are written by hand in `openapi.json` beside this file; intents and decisions are the contracts, as on the topics.
/// </summary>
public static class OpenApiDocument
{
    private const string Resource = "openapi.json";
    private const string CallIntent = "CallIntent";

    /// <summary>Writes the document.</summary>
    /// <returns>The document.</returns>
    public static JsonObject Write()
    {
        using var resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Resource)!;
        var document = JsonNode.Parse(resource)!.AsObject();
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in WriteSchemas()) schemas[name] = schema;
        return document;
    }

    private static SortedDictionary<string, JsonObject> WriteSchemas()
    {
        var (read, written) = (new JsonSchemaWriter(AsyncApiSchemas.ReferencePrefix, isRead: true), new JsonSchemaWriter(AsyncApiSchemas.ReferencePrefix, isRead: false));
        var schemas = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            [ToolCallIntent.Descriptor.Name] = read.Write(ContractFiles.Describe(ToolCallIntent.Descriptor)),
            [CallIntent] = WriteCallIntent(read),
            [Decision.Descriptor.Name] = written.Write(ContractFiles.Describe(Decision.Descriptor)),
        };
        foreach (var (name, schema) in read.References.Concat(written.References)) schemas.Add(name, schema);
        return schemas;
    }

    /// <summary>Writes the intent of one call, whose id a header may say instead.</summary>
    private static JsonObject WriteCallIntent(JsonSchemaWriter read)
    {
        var schema = read.Write(ContractFiles.Describe(ToolCallIntent.Descriptor));
        schema["description"] = "The intent of one call, as it would be published; without `id` where the header Idempotency-Key says it.";
        schema["required"] = new JsonArray([.. schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).Where(name => name != "id").Select(name => JsonValue.Create(name))]);
        return schema;
    }
}
