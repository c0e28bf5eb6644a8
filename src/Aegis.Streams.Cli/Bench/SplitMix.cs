namespace Aegis.Streams.Cli.Bench;

/// <summary>A small generator of numbers that follow from a seed and an index alone (SplitMix64), on every machine and runtime alike.</summary>
/// <param name="seed">The seed.</param>
/// <param name="index">The index.</param>
internal struct SplitMix(long seed, long index)
{
    private ulong _state = Mix((ulong)seed) ^ Mix(~(ulong)index);

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        return Mix(_state);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }
}
