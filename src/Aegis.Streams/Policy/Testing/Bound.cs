using System.Text.Json;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Testing;

/// <summary>One end of what a test of a parameter accepts.</summary>
/// <param name="Key">The key of the language, such as `max`.</param>
internal abstract record Bound(string Key)
{
    /// <summary>Gets the bound as policies write it.</summary>
    public abstract string Limit { get; }

    /// <summary>Gets the key and the limit, such as `max 25`.</summary>
    public string Text => $"{Key} {Limit}";

    /// <summary>Compares a value with the bound.</summary>
    /// <param name="value">The value.</param>
    /// <param name="at">The decision time.</param>
    /// <returns>Below 0, 0 or above 0; <see langword="null"/>: the value has no such measure.</returns>
    public abstract int? Compare(JsonElement value, DateTimeOffset at);

    /// <summary>Makes a value at the bound, or next to it.</summary>
    /// <param name="side">-1, 0 or 1.</param>
    /// <param name="usual">A value that passes.</param>
    /// <param name="at">The decision time.</param>
    /// <returns>JSON; <see langword="null"/>: there is none, as below the length 0.</returns>
    public abstract string? Probe(int side, JsonElement usual, DateTimeOffset at);

    protected static bool TryNumber(JsonElement value, out ExactDecimal number)
    {
        number = default;
        return value.ValueKind == JsonValueKind.Number && ExactDecimal.TryParse(System.Text.Encoding.ASCII.GetBytes(value.GetRawText()), out number);
    }
}
