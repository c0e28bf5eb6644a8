using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>
/// Writes shapes as JSON Schema (draft 2020-12), for editors. Each mapping is a definition of its own. A schema cannot say all that the checker
/// knows, but it takes everything that the checker takes.
/// </summary>
internal sealed class ShapeSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private readonly SortedDictionary<string, JsonObject?> _definitions = new(StringComparer.Ordinal);

    /// <summary>Writes the schema of documents that are of one of two shapes.</summary>
    /// <param name="id">The address of the schema.</param>
    /// <param name="title">Its title.</param>
    /// <param name="first">The shape of a document that has the first key of it.</param>
    /// <param name="other">The shape of all others.</param>
    /// <returns>The schema.</returns>
    public static JsonObject Write(string id, string title, MappingShape first, MappingShape other)
    {
        var writer = new ShapeSchema();
        var (then, otherwise) = (writer.Of(first), writer.Of(other));
        return new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = id,
            ["title"] = title,
            ["type"] = "object",
            ["if"] = new JsonObject { ["required"] = new JsonArray(first.Keys[0].Name) },
            ["then"] = then,
            ["else"] = otherwise,
            ["$defs"] = writer.Definitions(),
        };
    }

    /// <summary>Writes the schema of documents that are of one shape.</summary>
    /// <param name="id">The address of the schema.</param>
    /// <param name="title">Its title.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>The schema.</returns>
    public static JsonObject Write(string id, string title, MappingShape shape)
    {
        var writer = new ShapeSchema();
        var reference = writer.Of(shape)["$ref"]!.GetValue<string>();
        var schema = new JsonObject { ["$schema"] = Dialect, ["$id"] = id, ["title"] = title, ["$ref"] = reference };
        schema["$defs"] = writer.Definitions();
        return schema;
    }

    private JsonObject Of(Shape shape) => shape switch
    {
        ReferenceShape reference => Of(reference.Target()),
        MappingShape mapping => Define(mapping.Name, () => OfMapping(mapping)),
        ChoiceShape choice => Define(choice.Name, () => new JsonObject
        {
            ["description"] = choice.Description,
            ["type"] = "object",
            ["oneOf"] = new JsonArray([.. choice.Kinds.Select(Of)]),
        }),
        MapShape map => OfMap(map),
        ListShape list => OfList(list),
        TextShape text => OfText(text),
        WordShape { Words: [var only] } => new JsonObject { ["const"] = only },
        WordShape words => new JsonObject { ["enum"] = new JsonArray([.. words.Words.Select(word => JsonValue.Create(word))]) },
        IntegerShape integer => new JsonObject { ["type"] = "integer", ["minimum"] = integer.Min, ["maximum"] = integer.Max },
        NumberShape number => OfNumber(number),
        JsonShape => [],
        BooleanShape => new JsonObject { ["type"] = "boolean" },
        LiteralShape literal => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean"), ["maxLength"] = literal.MaxLength },
        _ => throw new NotSupportedException($"The shape {shape.GetType().Name} has no schema."),
    };

    private JsonObject Definitions()
    {
        var definitions = new JsonObject();
        foreach (var (name, definition) in _definitions) definitions[name] = definition;
        return definitions;
    }

    private JsonObject Define(string name, Func<JsonObject> write)
    {
        // A shape that holds itself meets its own name while it is written.
        if (_definitions.TryAdd(name, null)) _definitions[name] = write();
        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private JsonObject OfMapping(MappingShape mapping)
    {
        var properties = new JsonObject();
        foreach (var key in mapping.Keys)
        {
            var schema = Of(key.Value);
            schema.Insert(0, "description", key.Default is null ? key.Description : $"{key.Description} Default: {key.Default}.");
            properties[key.Name] = schema;
        }

        var definition = new JsonObject { ["description"] = mapping.Description, ["type"] = "object", ["properties"] = properties };
        if (!mapping.Required.IsEmpty) definition["required"] = Names(mapping.Required);
        if (!mapping.MayBeEmpty) definition["minProperties"] = 1;
        definition["additionalProperties"] = false;
        return definition;
    }

    private JsonObject OfMap(MapShape map)
    {
        var schema = new JsonObject { ["type"] = "object", ["propertyNames"] = OfText(map.Key), ["additionalProperties"] = Of(map.Value) };
        if (map.MinEntries > 0) schema["minProperties"] = map.MinEntries;
        schema["maxProperties"] = map.MaxEntries;
        return schema;
    }

    private JsonObject OfList(ListShape list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) };
        if (!list.MayBeEmpty) schema["minItems"] = 1;
        schema["maxItems"] = list.MaxItems;
        return list.TakesSingle ? new JsonObject { ["anyOf"] = new JsonArray(Of(list.Item), schema) } : schema;
    }

    private static JsonObject OfText(TextShape text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.MinLength is > 0 and var min) schema["minLength"] = min;
        if (text.MaxLength is { } max) schema["maxLength"] = max;
        if (text.Pattern is { } pattern) schema["pattern"] = pattern;
        return schema;
    }

    private static JsonObject OfNumber(NumberShape number)
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (number.Min is { } min) schema["minimum"] = min;
        if (number.Max is { } max) schema["maximum"] = max;
        return schema;
    }

    private static JsonArray Names(ImmutableArray<KeyShape> keys) => new([.. keys.Select(key => JsonValue.Create(key.Name))]);
}
