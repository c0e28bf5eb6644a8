using Aegis.Streams.Outcome;

namespace Aegis.Streams.State;

/// <summary>The answer to a look-up: a row, or the knowledge of how far the table had been read when the key had none.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="Row">The row; <see langword="null"/>: the key has none.</param>
/// <param name="Partition">The partition of the row's record, or the one that owns the key.</param>
/// <param name="Offset">The offset of the row's record, or the first offset of the partition that had not been read.</param>
public readonly record struct TableLookup<T>(TableRow<T>? Row, int Partition, long Offset)
    where T : class
{
    /// <summary>Writes down what was used, for a decision and its audit entry.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="key">The key that was looked up.</param>
    /// <returns>The reference.</returns>
    public TableReference ToReference(string table, string key) => new(table, key, Row is not null, Partition, Offset, Row?.ContentHash);
}
