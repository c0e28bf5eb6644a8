using System.Text.Json.Nodes;
using Aegis.Streams.Pipeline;
using Google.Protobuf.Reflection;

namespace Aegis.Streams.Contracts;

/// <summary>The messages of the AsyncAPI document: one an encoding.</summary>
internal static class AsyncApiMessages
{
    public const string DeadLetter = "DeadLetter";

    private const string KafkaBinding = "0.5.0";
    private const string Json = "Json";
    private const string Protobuf = "Protobuf";

    public static IEnumerable<string> IdsOf(ContractTopic topic) => topic.HasJson ? [topic.Message.Name + Json, topic.Message.Name + Protobuf] : [topic.Message.Name + Protobuf];

    public static IEnumerable<(string Id, JsonObject Message)> Write(ContractTopic topic)
    {
        if (topic.HasJson) yield return (topic.Message.Name + Json, Write(topic, ContentTypes.Json, new JsonObject { ["$ref"] = $"{AsyncApiSchemas.ReferencePrefix}{topic.Message.Name}" }));
        yield return (topic.Message.Name + Protobuf, Write(topic, ContentTypes.Protobuf, WriteBinary(topic)));
    }

    public static JsonObject WriteDeadLetter(MessageDescriptor headers)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in headers.Fields.InFieldNumberOrder())
        {
            var (name, bounds) = (RecordHeaderNames.DeadLetterPrefix + field.Name, ContractBounds.Of(headers.Name, field.Name));
            var header = Text(ContractComments.Of(field.Declaration));
            if (bounds.MaxLength is { } length) header["maxLength"] = length;
            properties[name] = header;
            if (bounds.IsRequired) required.Add(name);
        }

        return new JsonObject
        {
            ["title"] = DeadLetter,
            ["summary"] = "The key, the value and the headers of the input behind headers that say where it came from and why it is here.",
            ["headers"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = properties,
                ["required"] = required,
            },
            ["contentType"] = "application/octet-stream",
            ["payload"] = new JsonObject { ["type"] = "string", ["format"] = "binary", ["description"] = "The bytes of the input." },
        };
    }

    private static JsonObject Write(ContractTopic topic, string contentType, JsonObject payload) => new()
    {
        ["title"] = topic.Message.Name,
        ["summary"] = topic.Purpose,
        ["contentType"] = contentType,
        ["headers"] = WriteHeaders(topic, contentType),
        ["payload"] = payload,
        ["bindings"] = new JsonObject
        {
            ["kafka"] = new JsonObject
            {
                ["key"] = new JsonObject { ["type"] = "string", ["pattern"] = topic.KeyPattern },
                ["bindingVersion"] = KafkaBinding,
            },
        },
    };

    private static JsonObject WriteHeaders(ContractTopic topic, string contentType)
    {
        var type = Text("Media type of the value; its case and parameters do not matter to Aegis.");
        if (!topic.IsRead) type["const"] = contentType;
        var properties = new JsonObject { [RecordHeaderNames.ContentType] = type };
        if (!topic.IsTable)
        {
            properties[RecordHeaderNames.TraceParent] = Text("W3C trace context.");
            properties[RecordHeaderNames.TraceState] = Text("W3C vendor trace state.");
        }

        if (topic is { IsRead: true, IsTable: false })
            properties[RecordHeaderNames.ForwardedFrom] = Text("Written by Aegis alone: the first copy's `topic/partition/offset`, where a task passed the intent on to its partition.");
        var headers = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (!topic.IsRead) headers["required"] = new JsonArray(RecordHeaderNames.ContentType);
        return headers;
    }

    private static JsonObject WriteBinary(ContractTopic topic) => new()
    {
        ["type"] = "string",
        ["format"] = "binary",
        ["description"] = $"Protobuf message `{topic.Message.FullName}` of `{topic.Message.File.Name}`{(topic.IsTable ? "; a record without a value removes the row" : "")}.",
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
