using System.Text.Json.Nodes;
using Aegis.Streams.Contracts;
using Json.Schema;

namespace Aegis.Streams.Tests.Contracts;

/// <summary>The exported schemas in the hands of a validator that is not ours.</summary>
internal static class SchemaValidation
{
    private static readonly EvaluationOptions Listed = new() { OutputFormat = OutputFormat.List };
    private static readonly Dictionary<string, JsonSchema> Schemas =
        ContractSchemas.WriteAll().ToDictionary(pair => pair.Key, pair => JsonSchema.FromText(Closed(pair.Value).ToJsonString()));

    public static bool IsValid(string message, JsonNode? instance) => Schemas[message].Evaluate(instance).IsValid;

    public static void AssertValid(string message, byte[] json)
    {
        var results = Schemas[message].Evaluate(JsonNode.Parse(json), Listed);
        var faults = results.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(' ', detail.Errors!.Values)}");
        Assert.True(results.IsValid, $"{message}: {string.Join("; ", faults)}");
    }

    /// <summary>What Aegis writes may grow, so its schemas are open; here a field that they do not know is one that was forgotten.</summary>
    private static JsonObject Closed(JsonObject schema)
    {
        foreach (var node in schema["$defs"]?.AsObject().Select(pair => pair.Value!.AsObject()) ?? []) node["additionalProperties"] = false;
        schema["additionalProperties"] = false;
        return schema;
    }
}
