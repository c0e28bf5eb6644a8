using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Tables;

/// <summary>A table of which every instance holds the whole, fed from a compacted topic.</summary>
public interface IGlobalTable
{
    /// <summary>Gets the topic.</summary>
    string Topic { get; }

    /// <summary>Tells how many partitions the topic has; called before the first <see cref="Apply"/>, and again if the log was truncated under the reader.</summary>
    /// <param name="partitionCount">Partitions, 1 and up.</param>
    void Open(int partitionCount);

    /// <summary>Applies records and swaps the snapshot. Called from one thread.</summary>
    /// <param name="records">The records of this topic in the order of their partitions; tombstones have no value.</param>
    /// <param name="positions">For each partition, the first offset that has not been read.</param>
    void Apply(IReadOnlyList<SourceRecord> records, IReadOnlyDictionary<int, long> positions);
}
