using System.Text.Json.Nodes;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>The JSON Schemas (2020-12) of the messages that have a JSON form.</summary>
public static class ContractSchemas
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const string ReferencePrefix = "#/$defs/";

    /// <summary>Gets the messages that Aegis reads as JSON: intents, and the lines of files that `aegis agents load` takes. A catalog file has prices in the currency itself, so its lines are not the contract.</summary>
    internal static IReadOnlyList<MessageDescriptor> Read { get; } = [ToolCallIntent.Descriptor, AgentRegistration.Descriptor];

    /// <summary>Gets the messages that Aegis writes as JSON.</summary>
    internal static IReadOnlyList<MessageDescriptor> Written { get; } = [Decision.Descriptor, AuditEntry.Descriptor];

    /// <summary>Writes all schemas.</summary>
    /// <returns>The schemas by the name of their message, such as `Decision`.</returns>
    public static IEnumerable<KeyValuePair<string, JsonObject>> WriteAll() =>
        Read.Concat(Written).Select(message => KeyValuePair.Create(message.Name, Write(message)));

    private static JsonObject Write(MessageDescriptor message)
    {
        var writer = new JsonSchemaWriter(ReferencePrefix, Read.Contains(message));
        var schema = writer.Write(ContractFiles.Describe(message));
        schema.Insert(0, "$schema", Dialect);
        schema.Insert(1, "$id", $"urn:aegis:v1:{message.Name}");
        schema.Insert(2, "title", message.Name);
        if (writer.References.Count > 0) schema["$defs"] = new JsonObject(writer.References.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));
        return schema;
    }
}
