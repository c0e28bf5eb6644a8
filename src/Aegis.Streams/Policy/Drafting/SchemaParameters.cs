using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language.Formatting;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy.Drafting;

/// <summary>Makes parameters of a JSON Schema, as far as the language has the same tests.</summary>
internal static class SchemaParameters
{
    private static readonly (string Keyword, string Key)[] Numbers =
    [
        ("minimum", "min"), ("maximum", "max"), ("exclusiveMinimum", "above"), ("exclusiveMaximum", "below"),
        ("minLength", "min_length"), ("maxLength", "max_length"), ("minItems", "min_items"), ("maxItems", "max_items"),
    ];

    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];

    private static readonly string[] Unread = ["oneOf", "anyOf", "allOf", "not", "$ref", "multipleOf", "uniqueItems", "patternProperties", "if"];

    /// <summary>Reads the properties of a schema.</summary>
    /// <param name="schema">The schema of the parameters' object.</param>
    /// <returns>The parameters; inner ones instead of an object that has any.</returns>
    public static IEnumerable<DraftParameter> Of(JsonElement schema) => Properties(schema, [], isOptional: false);

    private static IEnumerable<DraftParameter> Properties(JsonElement schema, PathStep[] parent, bool isOptional)
    {
        if (!TryMember(schema, "properties", JsonValueKind.Object, out var properties)) yield break;
        var required = TryMember(schema, "required", JsonValueKind.Array, out var names)
            ? names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        foreach (var property in properties.EnumerateObject())
            foreach (var parameter in Value(property.Value, [.. parent, PathStep.Member(property.Name)], isOptional || !required.Contains(property.Name))) yield return parameter;
    }

    private static IEnumerable<DraftParameter> Value(JsonElement schema, PathStep[] steps, bool isOptional)
    {
        var path = ParameterPath.Of([.. steps]);
        if (!ParameterPath.TryParse(path.Text, out _)) yield break;
        var isDeep = steps.Length >= ParameterPath.MaxSteps - 1;
        if (!isDeep && HasProperties(schema))
        {
            foreach (var parameter in Properties(schema, steps, isOptional)) yield return parameter;
            yield break;
        }

        yield return Make(schema, path, isOptional);
        if (isDeep || !TryMember(schema, "items", JsonValueKind.Object, out var items)) yield break;
        foreach (var parameter in Value(items, [.. steps, PathStep.EachItem], isOptional)) yield return parameter;
    }

    private static DraftParameter Make(JsonElement schema, ParameterPath path, bool isOptional)
    {
        var (tests, remarks) = (new List<string>(), new List<string>());
        if (schema.ValueKind == JsonValueKind.Object)
        {
            AddType(schema, tests, remarks);
            foreach (var (keyword, key) in Numbers)
                if (TryMember(schema, keyword, JsonValueKind.Number, out var number)) tests.Add($"{KeyOf(schema, key)}: {Spell(number)}");
            if (TryMember(schema, "enum", JsonValueKind.Array, out var values)) AddValues(values, tests, remarks);
            if (TryMember(schema, "pattern", JsonValueKind.String, out var pattern)) AddPattern(pattern.GetString()!, tests, remarks);
            foreach (var keyword in Unread)
                if (schema.TryGetProperty(keyword, out _)) remarks.Add($"`{keyword}` of the schema has no counterpart here");
        }

        // Without tests, a parameter need not be there anyway.
        if (isOptional && tests.Count > 0) tests.Insert(0, "optional: true");
        return new DraftParameter(path, tests, remarks);
    }

    /// <summary>Finds the key of a bound: up to draft 4 of JSON Schema a flag beside it says that it is exclusive.</summary>
    private static string KeyOf(JsonElement schema, string key) => key switch
    {
        "min" when TryMember(schema, "exclusiveMinimum", JsonValueKind.True, out _) => "above",
        "max" when TryMember(schema, "exclusiveMaximum", JsonValueKind.True, out _) => "below",
        _ => key,
    };

    private static void AddType(JsonElement schema, List<string> tests, List<string> remarks)
    {
        if (!schema.TryGetProperty("type", out var type)) return;
        if (type.ValueKind == JsonValueKind.String && Types.Contains(type.GetString())) tests.Add($"type: {(type.GetString() == "null" ? "\"null\"" : type.GetString())}");
        else remarks.Add("The schema allows several types, so none is tested");
    }

    private static void AddValues(JsonElement values, List<string> tests, List<string> remarks)
    {
        var literals = values.EnumerateArray().Select(Literal).ToArray();
        if (literals.Length > 0 && literals.All(literal => literal is not null)) tests.Add($"in: [{string.Join(", ", literals)}]");
        else remarks.Add("`enum` of the schema holds something other than texts, numbers, true and false");
    }

    /// <summary>Spells a whole number without a point or an exponent, which JSON Schema takes for counts and the language does not.</summary>
    private static string Spell(JsonElement number)
    {
        var text = number.GetRawText();
        return ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value) && value.IsInteger ? value.ToString() : text;
    }

    private static string? Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Spell(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A pattern of JSON Schema is searched for; only one with both anchors must match the whole text.</summary>
    private static void AddPattern(string text, List<string> tests, List<string> remarks)
    {
        if (!Pattern.TryParse(text, out _, out var fault)) remarks.Add($"The schema's pattern was left out: {fault.Message}");
        else tests.Add($"{(text.StartsWith('^') && text.EndsWith('$') && !text.EndsWith("\\$", StringComparison.Ordinal) ? "pattern" : "search_pattern")}: {Spell(text)}");
    }

    /// <summary>Spells a text for a mapping in one line.</summary>
    public static string Spell(string text, bool isKey = false) => ScalarSpelling.Of(new YamlScalar(text, ScalarType.Text, IsPlain: false, new TextPlace(1, 1, 1)), isKey);

    private static bool HasProperties(JsonElement schema) => TryMember(schema, "properties", JsonValueKind.Object, out var properties) && properties.EnumerateObject().Any();

    private static bool TryMember(JsonElement schema, string name, JsonValueKind kind, out JsonElement member)
    {
        member = default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out member) && member.ValueKind == kind;
    }
}
