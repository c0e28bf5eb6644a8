using Aegis.Streams.Server.Peers;

namespace Aegis.Streams.Server;

/// <summary>Settings of the facade.</summary>
public sealed record FacadeOptions
{
    /// <summary>Gets how long a call may take if its caller sets no shorter time.</summary>
    /// <value>The default is 10 seconds. Must be positive.</value>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how many calls may be under way.</summary>
    /// <value>The default is 2,000. Must be 1 or more.</value>
    public int MaxCalls { get; init; } = 2_000;

    /// <summary>Gets how calls are brought to other instances, and theirs taken; <see langword="null"/>: others are asked by the log.</summary>
    public PeerOptions? Peers { get; init; }

    /// <summary>Gets how many records of decisions may wait for their acknowledgement.</summary>
    /// <value>The default is 20,000. Must be 1 or more.</value>
    public int MaxPendingRecords { get; init; } = 20_000;

    /// <summary>Gets a value indicating whether an allowed call that says of itself that it reads waits for its audit entry too. All others always do.</summary>
    /// <value>The default is <see langword="true"/>, since the class is the caller's word, also where policy says otherwise.</value>
    public bool AreReadsDurable { get; init; } = true;
}
