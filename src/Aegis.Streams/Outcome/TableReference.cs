namespace Aegis.Streams.Outcome;

/// <summary>The record of a global table that a decision used; where it was absent, how far the table had been read.</summary>
/// <param name="Table">The table, such as `catalog`.</param>
/// <param name="Key">The key that was looked up.</param>
/// <param name="Found">Whether the key had a record.</param>
/// <param name="Partition">The table's partition that holds the key.</param>
/// <param name="Offset">If found, the record's offset; else the first offset of the partition that had not been read.</param>
/// <param name="ContentHash">SHA-256 of the record's value; empty where absent.</param>
public sealed record TableReference(string Table, string Key, bool Found, int Partition, long Offset, ReadOnlyMemory<byte> ContentHash)
{
    /// <summary>Hides the key of a record that is absent: it is what a caller asked for, and may be anything.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>The reference, or one whose key is `tenant/*`.</returns>
    internal TableReference WithoutAbsentKey(string tenant) => Found ? this : this with { Key = $"{tenant}/*" };
}
