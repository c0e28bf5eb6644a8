using Aegis.Streams.Server.Peers;

namespace Aegis.Streams.Server;

/// <summary>Settings of the facade.</summary>
public sealed record FacadeOptions
{
    // The decision of the largest intent, its copy and its audit entry.
    private const long LeastPendingBytes = 16 << 20;

    /// <summary>Gets how long a call may take if its caller sets no shorter time.</summary>
    /// <value>The default is 10 seconds. Must be positive.</value>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how many calls may be under way.</summary>
    /// <value>The default is 2,000. Must be 1 or more.</value>
    public int MaxCalls { get; init; } = 2_000;

    /// <summary>Gets how calls are brought to other instances, and theirs taken; <see langword="null"/>: others are asked by the log.</summary>
    public PeerOptions? Peers { get; init; }

    /// <summary>Gets how many bytes of records of decisions may wait for their acknowledgement; one tenant may hold as many as are free.</summary>
    /// <value>The default is 64 MiB. Must be 16 MiB or more, so that the largest record finds room.</value>
    public long MaxPendingBytes { get; init; } = 64L << 20;

    /// <summary>Gets a value indicating whether an allowed call that policy declares a read waits for its audit entry too. All others always do, whatever they say of themselves.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AreReadsDurable { get; init; } = true;

    /// <summary>Sees that every setting is within its bounds.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCalls, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPendingBytes, LeastPendingBytes);
        if (Peers?.Validate() is { Count: > 0 } faults) throw new ArgumentException(string.Join("; ", faults), nameof(Peers));
    }
}
