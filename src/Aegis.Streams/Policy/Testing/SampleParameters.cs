using System.Text.Json;
using System.Text.Json.Nodes;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Parameters that are put together path by path. `[*]` is the first item.</summary>
internal sealed class SampleParameters
{
    private readonly JsonObject _root;

    public SampleParameters() => _root = [];

    private SampleParameters(JsonObject root) => _root = root;

    public SampleParameters Copy() => new((JsonObject)_root.DeepClone());

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(_root);

    /// <summary>Finds the value at a path.</summary>
    /// <returns>The value; of kind undefined: there is none.</returns>
    public JsonElement Find(ParameterPath path)
    {
        JsonNode? node = _root;
        foreach (var step in path.Steps)
        {
            node = step.Name is { } name ? (node as JsonObject)?[name] : (node as JsonArray)?.FirstOrDefault();
            if (node is null) return default;
        }

        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>Puts a value at a path, with the objects and arrays that lead there.</summary>
    public void Set(ParameterPath path, string json)
    {
        var value = JsonNode.Parse(json);
        JsonNode parent = _root;
        for (var i = 0; i < path.Steps.Length; i++)
        {
            var isLast = i == path.Steps.Length - 1;
            JsonNode? next = isLast ? value : path.Steps[i + 1].IsEachItem ? new JsonArray() : new JsonObject();
            if (path.Steps[i].Name is { } name)
            {
                if (parent is not JsonObject mapping) return;
                if (isLast || mapping[name]?.GetType() != next!.GetType()) mapping[name] = next;
                parent = mapping[name] ?? mapping;
            }
            else
            {
                if (parent is not JsonArray list) return;
                if (list.Count == 0) list.Add(next);
                else if (isLast || list[0]?.GetType() != next!.GetType()) list[0] = next;
                parent = list[0] ?? list;
            }
        }
    }

    /// <summary>Takes away the member at a path.</summary>
    /// <returns>Whether the path ends in a member; an item is never missing.</returns>
    public bool Remove(ParameterPath path)
    {
        if (path.Steps[^1].Name is not { } last) return false;
        JsonNode? node = _root;
        foreach (var step in path.Steps[..^1]) node = step.Name is { } name ? (node as JsonObject)?[name] : (node as JsonArray)?.FirstOrDefault();
        return node is JsonObject mapping && mapping.Remove(last);
    }
}
