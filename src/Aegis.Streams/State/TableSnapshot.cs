using System.Collections.Immutable;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.State;

/// <summary>
/// A global table at one instant: immutable, so that any number of threads read it without a lock, and replaced whole.
/// Snapshots share a large base and differ in a small delta; the delta becomes part of a new base once it has grown.
/// </summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <remarks>A batch costs time in proportion to itself and the delta, so many records a batch are cheaper than many batches.</remarks>
public sealed class TableSnapshot<T>
    where T : class
{
    private const int MinDelta = 4096;
    private const int BaseToDelta = 16;

    private readonly Dictionary<byte[], TableRow<T>> _base;
    private readonly Dictionary<byte[], TableRow<T>?> _delta;
    private readonly Dictionary<byte[], TableRow<T>>.AlternateLookup<ReadOnlySpan<byte>> _baseBySpan;
    private readonly Dictionary<byte[], TableRow<T>?>.AlternateLookup<ReadOnlySpan<byte>> _deltaBySpan;

    /// <summary>Initializes a table of which nothing has been read.</summary>
    /// <param name="partitionCount">Partitions of the table's topic, 1 and up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partitionCount"/> is below 1.</exception>
    public TableSnapshot(int partitionCount)
        : this(new(ByteArrayComparer.Instance), new(ByteArrayComparer.Instance), 0, NothingRead(partitionCount))
    {
    }

    private TableSnapshot(
        Dictionary<byte[], TableRow<T>> rows, Dictionary<byte[], TableRow<T>?> delta, int count, ImmutableArray<long> positions)
    {
        _base = rows;
        _delta = delta;
        _baseBySpan = rows.GetAlternateLookup<ReadOnlySpan<byte>>();
        _deltaBySpan = delta.GetAlternateLookup<ReadOnlySpan<byte>>();
        Count = count;
        Positions = positions;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count { get; }

    /// <summary>Gets, for each partition of the table's topic, the first offset that has not been read.</summary>
    public ImmutableArray<long> Positions { get; }

    /// <summary>Gets the rows with their keys, in no particular order.</summary>
    public IEnumerable<KeyValuePair<byte[], TableRow<T>>> Rows =>
        _base.Where(pair => !_delta.ContainsKey(pair.Key))
            .Concat(_delta.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)));

    /// <summary>Finds the row of a key.</summary>
    /// <param name="key">The key, matched byte for byte.</param>
    /// <returns>The row, or how far the partition that owns the key had been read.</returns>
    public TableLookup<T> Find(ReadOnlySpan<byte> key)
    {
        if (FindRow(key) is { } row) return new TableLookup<T>(row, row.Partition, row.Offset);
        var partition = Murmur2.Partition(key, Positions.Length);
        return new TableLookup<T>(null, partition, Positions[partition]);
    }

    /// <summary>Makes the table that follows from this one.</summary>
    /// <param name="changes">The changes in the order of their records; of several for a key the last one counts.</param>
    /// <param name="positions">For each partition the first offset that is not read yet; same length as <see cref="Positions"/>.</param>
    /// <returns>The new table; this one stays as it is.</returns>
    /// <exception cref="ArgumentException"><paramref name="positions"/> has another length than <see cref="Positions"/>.</exception>
    public TableSnapshot<T> Apply(IReadOnlyCollection<TableChange<T>> changes, IReadOnlyList<long> positions)
    {
        if (positions.Count != Positions.Length)
            throw new ArgumentException($"{positions.Count} positions for a table of {Positions.Length} partitions.", nameof(positions));
        return _delta.Count + changes.Count > Math.Max(MinDelta, _base.Count / BaseToDelta)
            ? ApplyToBase(changes, [.. positions])
            : ApplyToDelta(changes, [.. positions]);
    }

    private TableSnapshot<T> ApplyToDelta(IReadOnlyCollection<TableChange<T>> changes, ImmutableArray<long> positions)
    {
        if (changes.Count == 0) return new TableSnapshot<T>(_base, _delta, Count, positions);
        var delta = new Dictionary<byte[], TableRow<T>?>(_delta, ByteArrayComparer.Instance);
        var count = Count;
        foreach (var (key, row) in changes)
        {
            var before = delta.TryGetValue(key, out var changed) ? changed : _base.GetValueOrDefault(key);
            delta[key] = row;
            count += (row is null ? 0 : 1) - (before is null ? 0 : 1);
        }

        return new TableSnapshot<T>(_base, delta, count, positions);
    }

    private TableSnapshot<T> ApplyToBase(IReadOnlyCollection<TableChange<T>> changes, ImmutableArray<long> positions)
    {
        var rows = new Dictionary<byte[], TableRow<T>>(_base, ByteArrayComparer.Instance);
        rows.EnsureCapacity(Count + changes.Count);
        foreach (var (key, row) in _delta) Set(rows, key, row);
        foreach (var (key, row) in changes) Set(rows, key, row);
        return new TableSnapshot<T>(rows, new(ByteArrayComparer.Instance), rows.Count, positions);
    }

    private static ImmutableArray<long> NothingRead(int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionCount, 1);
        return [.. new long[partitionCount]];
    }

    private static void Set(Dictionary<byte[], TableRow<T>> rows, byte[] key, TableRow<T>? row)
    {
        if (row is null) rows.Remove(key);
        else rows[key] = row;
    }

    private TableRow<T>? FindRow(ReadOnlySpan<byte> key) =>
        _delta.Count > 0 && _deltaBySpan.TryGetValue(key, out var changed) ? changed : _baseBySpan.TryGetValue(key, out var row) ? row : null;
}
