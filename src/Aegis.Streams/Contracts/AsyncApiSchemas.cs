using System.Text.Json.Nodes;
using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Contracts;

/// <summary>The schemas of the AsyncAPI document: the JSON forms of what travels on topics as JSON.</summary>
internal static class AsyncApiSchemas
{
    public const string ReferencePrefix = "#/components/schemas/";

    public static JsonObject Write()
    {
        var written = new JsonSchemaWriter(ReferencePrefix, isRead: false);
        var schemas = new JsonObject
        {
            [ToolCallIntent.Descriptor.Name] = new JsonSchemaWriter(ReferencePrefix, isRead: true).Write(ContractFiles.Describe(ToolCallIntent.Descriptor)),
            [Decision.Descriptor.Name] = written.Write(ContractFiles.Describe(Decision.Descriptor)),
            [AuditEntry.Descriptor.Name] = written.Write(ContractFiles.Describe(AuditEntry.Descriptor)),
        };
        foreach (var (name, schema) in written.References) schemas[name] = schema;
        return schemas;
    }
}
