namespace Aegis.Streams.Policy.Evaluation;

/// <summary>Collects the parts of a condition that speak against a call.</summary>
internal sealed class BlameList
{
    private readonly List<Blame> _items = [];

    public int Count => _items.Count;

    public IReadOnlyList<Blame> Items => _items;

    /// <summary>Adds a part.</summary>
    /// <param name="wanted">What it should have been.</param>
    /// <param name="blame">What it is.</param>
    public void Add(Truth wanted, Blame blame) => _items.Add(blame with { IsRequirement = wanted == Truth.True });

    /// <summary>Forgets all parts, to collect those of another condition.</summary>
    public void Clear() => _items.Clear();
}
