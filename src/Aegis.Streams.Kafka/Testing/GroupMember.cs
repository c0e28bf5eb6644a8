using Aegis.Streams.Kafka.Clients;

namespace Aegis.Streams.Kafka.Testing;

/// <summary>What the coordinator knows of one member.</summary>
internal sealed class GroupMember
{
    /// <summary>Gets the name of the member in its deployment.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the program that the member lives in: no heartbeat comes from a crashed or a stopped one.</summary>
    public required SimulatedProcess Process { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public int Epoch { get; set; }

    /// <summary>Gets or sets a value indicating whether its consumer is gone, so that no heartbeat comes any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>Gets or sets a value indicating whether it said goodbye.</summary>
    public bool HasLeft { get; set; }

    public DateTimeOffset LastHeartbeat { get; set; }

    public DateTimeOffset LastPoll { get; set; }

    /// <summary>Gets what the member holds: until it has given a partition back, nobody else gets it.</summary>
    public List<LogPartition> Owned { get; } = [];

    /// <summary>Gets or sets what the member shall hold.</summary>
    public IReadOnlyList<LogPartition> Target { get; set; } = [];

    /// <summary>Gets what the member holds and shall not; its epoch goes up only when this is given back.</summary>
    public IReadOnlyList<LogPartition> ToRevoke => [.. Owned.Except(Target)];
}
