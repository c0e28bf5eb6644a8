namespace Aegis.Streams.Tests.Policy.Generation;

/// <summary>SplitMix64: the same throws for the same seed, in every version of the platform.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Gives dice of their own to the case with a number, so that a case needs none of those before it.</summary>
    public static Dice ForCase(ulong seed, int number) => new(seed ^ ((ulong)number * 0xD1B54A32D192ED03));

    /// <summary>Throws a number from 0 up to, and without, a bound.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    public int Between(int least, int most) => least + Next(most - least + 1);

    public bool Percent(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public T PickWeighted<T>(params IReadOnlyList<(int Weight, T Item)> items)
    {
        var left = Next(items.Sum(item => item.Weight));
        foreach (var (weight, item) in items)
            if ((left -= weight) < 0) return item;
        return items[^1].Item;
    }

    /// <summary>Picks different items in a random order.</summary>
    public T[] PickSome<T>(IEnumerable<T> items, int least, int most)
    {
        var left = items.ToList();
        var count = Math.Min(Between(least, most), left.Count);
        var picked = new T[count];
        for (var i = 0; i < count; i++)
        {
            var at = Next(left.Count);
            picked[i] = left[at];
            left.RemoveAt(at);
        }

        return picked;
    }

    private ulong NextBits()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
