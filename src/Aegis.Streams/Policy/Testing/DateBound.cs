using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A bound of dates and instants; the value next to it is a second away.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The bound.</param>
internal sealed record DateBound(string Key, InstantBound Value) : Bound(Key)
{
    public override string Limit => InstantText.Format(Value);

    public override int? Compare(JsonElement value, DateTimeOffset at) =>
        value.ValueKind == JsonValueKind.String && DateText.TryParse(Encoding.UTF8.GetBytes(value.GetString()!), out var instant) ? instant.CompareTo(Value.At(at)) : null;

    public override string Probe(int side, JsonElement usual, DateTimeOffset at) => JsonSerializer.Serialize(Rfc3339.Format(Value.At(at).AddSeconds(side)));
}
