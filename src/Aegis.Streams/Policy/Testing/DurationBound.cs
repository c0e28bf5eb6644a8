using System.Text;
using System.Text.Json;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A bound of durations; the value next to it is a second away.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The bound.</param>
internal sealed record DurationBound(string Key, TimeSpan Value) : Bound(Key)
{
    public override string Limit => DurationText.Format(Value);

    public override int? Compare(JsonElement value, DateTimeOffset at) =>
        value.ValueKind == JsonValueKind.String && DurationText.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out var duration) ? duration.CompareTo(Value) : null;

    public override string? Probe(int side, JsonElement usual, DateTimeOffset at)
    {
        var duration = Value + TimeSpan.FromSeconds(side);
        return duration < TimeSpan.Zero ? null : JsonSerializer.Serialize(DurationText.Format(duration));
    }
}
