using System.Text.Json;
using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A bound of numbers.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The bound.</param>
/// <param name="Places">How many digits after the point the number next to it has.</param>
internal sealed record NumberBound(string Key, ExactDecimal Value, int Places) : Bound(Key)
{
    public override string Limit => Value.ToString();

    public override int? Compare(JsonElement value, DateTimeOffset at) => TryNumber(value, out var number) ? number.CompareTo(Value) : null;

    public override string Probe(int side, JsonElement usual, DateTimeOffset at) => (Value + ExactDecimal.FromMinorUnits(side, Places)).ToString();
}
