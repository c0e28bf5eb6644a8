namespace Aegis.Streams.Kafka.Tables;

/// <summary>A global table as it stood within the last second.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="IsComplete">Whether it was read to its end once, so that there is a whole table to decide with.</param>
/// <param name="Age">How long ago it was last known to be at its end; <see langword="null"/>: it never was.</param>
/// <param name="Partitions">Its partitions, by number; empty: its topic was not opened yet.</param>
public sealed record TableReading(string Topic, bool IsComplete, TimeSpan? Age, IReadOnlyList<TablePartitionReading> Partitions)
{
    /// <summary>Gets how many rows are visible; <see langword="null"/>: the table has no rows, but one content.</summary>
    public int? Rows { get; init; }
}
