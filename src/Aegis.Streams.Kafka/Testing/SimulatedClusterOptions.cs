namespace Aegis.Streams.Kafka.Testing;

/// <summary>Settings of a simulated cluster.</summary>
internal sealed record SimulatedClusterOptions
{
    /// <summary>Gets how long a transaction may be open. The default is 10 seconds, as the runtime sets it.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long a member may be silent. The default is 45 seconds, the broker's own.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Gets how long a member may go without Poll. The default is 5 minutes, the client's own.</summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets a value indicating whether members are static: they keep their place over a restart, and two of a name cannot be.</summary>
    public bool StaticMembership { get; init; }

    /// <summary>Gets a value indicating whether a member may send offsets of its own partitions only (KIP-1251, brokers from 4.3).</summary>
    public bool OnlyOwnersSendOffsets { get; init; }
}
