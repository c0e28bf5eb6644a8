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
    private readonly SortedDictionary<string, SortedSet<string>> _kindsOfItems = new(StringComparer.Ordinal);
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
        WriteAll(json, "kinds", _kindsOfItems, WriteSet);
        WriteAll(json, "names", _names, WriteSet);

        void WriteSet(string key, SortedSet<string> texts)
        {
            json.WriteStartArray(key);
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string property, SortedDictionary<string, T> values, Action<string, T> write)
    {
        json.WriteStartObject(property);
        foreach (var (key, value) in values) write(key, value);
        json.WriteEndObject();
    }

    /// <summary>Adds a value. One within an array has no name of its own; only its kind and the names in it count, together with those of its siblings.</summary>
    private void Add(string key, JsonElement value, bool isItem)
    {
        if (isItem) SetOf(_kindsOfItems, key).Add(KindOf(value.ValueKind));
        else AddValue(key, value);
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return;
        var names = SetOf(_names, key);
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

    private static SortedSet<string> SetOf(SortedDictionary<string, SortedSet<string>> sets, string key)
    {
        if (!sets.TryGetValue(key, out var set)) sets[key] = set = new SortedSet<string>(StringComparer.Ordinal);
        return set;
    }

    private static string KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };

    private void AddValue(string key, JsonElement value)
    {
        _kinds[key] = KindOf(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                var (floor, ceiling, isWhole) = CedarInteger.Around(value.GetRawText());
                (_floors[key], _ceilings[key]) = (floor, ceiling);
                if (isWhole) _kinds[key] = "integer";
                break;
            case JsonValueKind.String:
                var text = value.GetString()!;
                (_texts[key], _sizes[key]) = (text, text.EnumerateRunes().Count());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                _truths[key] = value.GetBoolean();
                break;
            case JsonValueKind.Array:
                _sizes[key] = value.GetArrayLength();
                break;
        }
    }
}
