using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Policy.Testing;

/// <summary>A bound of the code points of a text, or of the items of an array.</summary>
/// <param name="Key">The key.</param>
/// <param name="Count">The bound.</param>
/// <param name="IsItems">Whether items are counted.</param>
internal sealed record CountBound(string Key, int Count, bool IsItems) : Bound(Key)
{
    // Longer values are no use to a reader, and their tests are written by hand.
    private const int MaxProbe = 2_000;

    public override string Limit => Count.ToString(CultureInfo.InvariantCulture);

    public override int? Compare(JsonElement value, DateTimeOffset at) => (IsItems, value.ValueKind) switch
    {
        (true, JsonValueKind.Array) => value.GetArrayLength().CompareTo(Count),
        (false, JsonValueKind.String) => value.GetString()!.EnumerateRunes().Count().CompareTo(Count),
        _ => null,
    };

    public override string? Probe(int side, JsonElement usual, DateTimeOffset at)
    {
        var count = Count + side;
        if (count is < 0 or > MaxProbe) return null;
        if (!IsItems) return JsonSerializer.Serialize(Stretch(usual.ValueKind == JsonValueKind.String ? usual.GetString()! : "", count));
        var items = usual.ValueKind == JsonValueKind.Array ? usual.EnumerateArray().Select(item => item.GetRawText()).ToArray() : [];
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(index => items.Length == 0 ? "\"x\"" : items[Math.Min(index, items.Length - 1)]))}]";
    }

    private static string Stretch(string text, int length)
    {
        var runes = text.EnumerateRunes().ToList();
        var last = runes.Count > 0 ? runes[^1] : new Rune('a');
        while (runes.Count < length) runes.Add(last);
        return string.Concat(runes.Take(length).Select(rune => rune.ToString()));
    }
}
