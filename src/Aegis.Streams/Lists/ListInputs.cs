using Aegis.Streams.Policy;

namespace Aegis.Streams.Lists;

/// <summary>What the sanitizing of a record depends on besides it and the state.</summary>
public sealed record ListInputs
{
    /// <summary>Gets the time, in UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Gets the partition of the task.</summary>
    public required int Partition { get; init; }

    /// <summary>Gets the partitions of the topics of lists.</summary>
    public required int PartitionCount { get; init; }

    /// <summary>Gets the policy set that is active; <see langword="null"/>: none is, and no list is taken.</summary>
    public required PolicySnapshot? Policy { get; init; }
}
