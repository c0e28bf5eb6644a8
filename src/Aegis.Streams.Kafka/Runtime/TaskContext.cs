using Aegis.Streams.Pipeline;
using Aegis.Streams.State;

namespace Aegis.Streams.Kafka.Runtime;

/// <summary>What a processor sees of its task.</summary>
public sealed class TaskContext
{
    private readonly Action<OutboundRecord> _emit;

    internal TaskContext(int partition, int partitionCount, KeyedState state, Action<OutboundRecord> emit)
    {
        Partition = partition;
        PartitionCount = partitionCount;
        State = state;
        _emit = emit;
    }

    /// <summary>Gets the partition number of the task.</summary>
    public int Partition { get; }

    /// <summary>Gets the partition count of the input, which decides who owns a key.</summary>
    public int PartitionCount { get; }

    /// <summary>Gets the keyed state of the task.</summary>
    public KeyedState State { get; }

    /// <summary>Adds a record to the open transaction.</summary>
    /// <param name="record">The record.</param>
    public void Emit(OutboundRecord record) => _emit(record);
}
