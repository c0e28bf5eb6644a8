using Aegis.Streams.Pipeline;

namespace Aegis.Streams.Kafka.Tables;

/// <summary>A table of which every instance holds the whole, fed from a compacted topic. What is read becomes visible with <see cref="Publish"/>, never half of it.</summary>
public interface IGlobalTable
{
    /// <summary>Gets the topic.</summary>
    string Topic { get; }

    /// <summary>Begins to read the table from its start; what was published stays visible. Called before the first <see cref="Apply"/>, and again if the log changed under the reader.</summary>
    /// <param name="partitionCount">Partitions of the topic, 1 and up.</param>
    void Open(int partitionCount);

    /// <summary>Applies records to what is being read. Called from one thread.</summary>
    /// <param name="records">The records of this topic in the order of their partitions; tombstones have no value.</param>
    /// <param name="positions">For each partition, the first offset that has not been read.</param>
    void Apply(IReadOnlyList<SourceRecord> records, IReadOnlyDictionary<int, long> positions);

    /// <summary>Makes what was read visible, swapped whole. Called when the table has reached the end that it had when it was opened, and after each batch from then on.</summary>
    void Publish();

    /// <summary>Tells how long ago the table was last known to be at its end. Called in every turn of the reader, once it was there.</summary>
    /// <param name="age">The time since then; up to 10 seconds are usual.</param>
    void Observe(TimeSpan age);
}
