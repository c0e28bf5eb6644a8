using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.Contracts;

/// <summary>
/// Writes the JSON form of messages as JSON Schema: names in snake_case, enums in lower case, instants in RFC 3339, bytes in base64. What
/// Aegis reads is closed and takes `null` for absent; what it writes is open, since later versions may add fields. The keywords are those
/// that draft 7 and 2020-12 share, so that AsyncAPI can hold the same schemas.
/// </summary>
/// <param name="referencePrefix">Where other schemas of the document lie, such as `#/$defs/`.</param>
/// <param name="isRead">Whether Aegis reads the messages; else it writes them.</param>
internal sealed class JsonSchemaWriter(string referencePrefix, bool isRead)
{
    private const string Clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?";
    private const string Instant = $"^[0-9]{{4}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T{Clock}";

    private readonly SortedDictionary<string, JsonObject> _references = new(StringComparer.Ordinal);

    /// <summary>Gets the schemas that the written ones refer to, by the name of their message.</summary>
    public IReadOnlyDictionary<string, JsonObject> References => _references;

    /// <summary>Writes the schema of a message.</summary>
    /// <param name="message">The message, with its comments.</param>
    /// <returns>The schema.</returns>
    public JsonObject Write(MessageDescriptor message)
    {
        var properties = new JsonObject();
        foreach (var field in message.Fields.InFieldNumberOrder()) properties[field.Name] = WriteField(message, field);
        var required = message.Fields.InFieldNumberOrder().Where(field => ContractBounds.Of(message.Name, field.Name).IsRequired);
        var schema = new JsonObject
        {
            ["description"] = ContractComments.Of(message.Declaration),
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(field => JsonValue.Create(field.Name))]),
        };
        if (isRead) schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject WriteField(MessageDescriptor message, FieldDescriptor field)
    {
        var bounds = ContractBounds.Of(message.Name, field.Name);
        var schema = field.IsMap ? WriteMap(bounds) : field.IsRepeated ? WriteList(field, bounds) : WriteSingle(field, bounds);
        if (isRead && !bounds.IsRequired) AllowNull(schema);

        // Beside a reference, draft 7 ignores everything else.
        if (!schema.ContainsKey("$ref")) schema.Insert(0, "description", ContractComments.Of(field.Declaration));
        return schema;
    }

    private JsonObject WriteList(FieldDescriptor field, FieldBounds bounds)
    {
        var items = WriteSingle(field, bounds);
        if (bounds.MaxNameLength is { } longest) (items["minLength"], items["maxLength"]) = (1, longest);
        var schema = new JsonObject { ["type"] = "array", ["items"] = items };
        if (bounds.MaxItems is { } most) schema["maxItems"] = most;
        return schema;
    }

    /// <summary>All maps of the contracts lead from text to text.</summary>
    private static JsonObject WriteMap(FieldBounds bounds)
    {
        var values = new JsonObject { ["type"] = "string" };
        if (bounds.MaxLength is { } length) values["maxLength"] = length;
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = values };
        if (bounds.MaxNameLength is { } longest) schema["propertyNames"] = new JsonObject { ["minLength"] = 1, ["maxLength"] = longest };
        if (bounds.MaxItems is { } most) schema["maxProperties"] = most;
        return schema;
    }

    private JsonObject WriteSingle(FieldDescriptor field, FieldBounds bounds) => field.FieldType switch
    {
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => WriteInstant(),
        FieldType.Message => Reference(field.MessageType),
        FieldType.Enum => new JsonObject { ["enum"] = new JsonArray([.. ContractEnums.Names(field.EnumType).Select(name => JsonValue.Create(name))]) },
        FieldType.Bool => new JsonObject { ["type"] = "boolean" },
        FieldType.Bytes when bounds.IsJsonObject => new JsonObject { ["type"] = "object" },
        FieldType.Bytes => WriteText(bounds, "base64"),
        FieldType.String => WriteText(bounds),
        FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 => WriteNumber(bounds),
        _ => throw new NotSupportedException($"The field {field.FullName} has a type without a JSON form."),
    };

    private static JsonObject WriteText(FieldBounds bounds, string? contentEncoding = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (bounds.MaxLength is { } length) schema["maxLength"] = length;
        if (bounds.Pattern is { } pattern) schema["pattern"] = pattern;
        if (bounds.Format is { } format) schema["format"] = format;
        if (contentEncoding is not null) schema["contentEncoding"] = contentEncoding;
        return schema;
    }

    private static JsonObject WriteNumber(FieldBounds bounds)
    {
        var schema = new JsonObject { ["type"] = "integer" };
        if (bounds.Minimum is { } minimum) schema["minimum"] = minimum;
        if (bounds.Maximum is { } maximum) schema["maximum"] = maximum;
        return schema;
    }

    private JsonObject WriteInstant() => new()
    {
        ["type"] = "string",
        ["pattern"] = isRead ? $"{Instant}(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$" : $"{Instant}Z$",
        ["format"] = "date-time",
    };

    private JsonObject Reference(MessageDescriptor message)
    {
        if (!_references.ContainsKey(message.Name)) _references[message.Name] = Write(message);
        return new JsonObject { ["$ref"] = referencePrefix + message.Name };
    }

    private static void AllowNull(JsonObject schema)
    {
        if (schema["type"] is { } type) schema["type"] = new JsonArray(type.DeepClone(), "null");
        else schema["enum"]!.AsArray().Add(null);
    }
}
