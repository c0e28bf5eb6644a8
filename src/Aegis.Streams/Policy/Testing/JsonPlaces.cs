using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Finds what stands at a path in parameters.</summary>
internal static class JsonPlaces
{
    /// <summary>Finds the values at a path.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="path">The path.</param>
    /// <returns>The values, of which <see langword="null"/> is a missing one; none where the path leads through something without members.</returns>
    public static IEnumerable<JsonElement?> At(JsonElement parameters, ParameterPath path) => At(parameters, path, 0);

    private static IEnumerable<JsonElement?> At(JsonElement value, ParameterPath path, int step)
    {
        if (step == path.Steps.Length) return [value];
        if (path.Steps[step].Name is not { } name)
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(item => At(item, path, step + 1)) : [];
        if (value.ValueKind != JsonValueKind.Object) return [];
        return value.TryGetProperty(name, out var member) ? At(member, path, step + 1) : [null];
    }
}
