using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Finds values in the arguments of a call.</summary>
internal static class ArgumentValues
{
    /// <summary>Returns the values that a path leads to, none if it breaks off.</summary>
    public static IEnumerable<JsonElement> At(JsonElement holder, ParameterPath path) => At(holder, path.Steps.AsMemory());

    private static IEnumerable<JsonElement> At(JsonElement holder, ReadOnlyMemory<PathStep> steps)
    {
        if (steps.IsEmpty) return [holder];
        var rest = steps[1..];
        if (steps.Span[0].Name is not { } name)
            return holder.ValueKind == JsonValueKind.Array ? holder.EnumerateArray().SelectMany(item => At(item, rest)) : [];
        return holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) ? At(value, rest) : [];
    }
}
