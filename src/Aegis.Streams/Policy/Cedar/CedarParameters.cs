using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Cedar;

/// <summary>What the context says of the parameters of a call.</summary>
internal sealed class CedarParameters
{
    private readonly SortedDictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _floors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _ceilings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, bool> _truths = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _sizes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _names = new(StringComparer.Ordinal);

    public CedarParameters(JsonElement parameters) => Add(CedarKey.Parameters, parameters, isItem: false);

    public void Write(Utf8JsonWriter json)
    {
        WriteAll(json, "kind", _kinds, json.WriteString);
        WriteAll(json, "floor", _floors, json.WriteNumber);
        WriteAll(json, "ceiling", _ceilings, json.WriteNumber);
        WriteAll(json, "text", _texts, json.WriteString);
        WriteAll(json, "truth", _truths, json.WriteBoolean);
        WriteAll(json, "size", _sizes, json.WriteNumber);
        WriteAll(json, "names", _names, (key, names) =>
        {
            json.WriteStartArray(key);
            foreach (var name in names) json.WriteStringValue(name);
            json.WriteEndArray();
        });
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string property, SortedDictionary<string, T> values, Action<string, T> write)
    {
        json.WriteStartObject(property);
        foreach (var (key, value) in values) write(key, value);
        json.WriteEndObject();
    }

    /// <summary>Adds a value. One within an array has no name of its own; only the names in it count, together with those of its siblings.</summary>
    private void Add(string key, JsonElement value, bool isItem)
    {
        if (!isItem) AddValue(key, value);
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        if (!_names.TryGetValue(key, out var names)) _names[key] = names = new SortedSet<string>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                var step = PathStep.Member(member.Name);
                names.Add(step.ToString());
                Add(CedarKey.Below(key, step), member.Value, isItem);
            }
        }
        else
        {
            foreach (var item in value.EnumerateArray())
            {
                names.Add(PathStep.EachItem.ToString());
                Add(CedarKey.Below(key, PathStep.EachItem), item, isItem: true);
            }
        }
    }

    private void AddValue(string key, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                var (floor, ceiling, isWhole) = CedarInteger.Around(value.GetRawText());
                (_kinds[key], _floors[key], _ceilings[key]) = (isWhole ? "integer" : "number", floor, ceiling);
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                (_kinds[key], _texts[key], _sizes[key]) = ("string", text, text.EnumerateRunes().Count());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                (_kinds[key], _truths[key]) = ("boolean", value.GetBoolean());
                break;
            case JsonValueKind.Array:
                (_kinds[key], _sizes[key]) = ("array", value.GetArrayLength());
                break;
            default:
                _kinds[key] = value.ValueKind == JsonValueKind.Null ? "null" : "object";
                break;
        }
    }
}
