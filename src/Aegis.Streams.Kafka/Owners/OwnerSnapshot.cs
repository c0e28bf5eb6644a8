using System.Collections.Immutable;

namespace Aegis.Streams.Kafka.Owners;

/// <summary>The claims and heartbeats at one instant. Immutable.</summary>
/// <param name="Claims">The last claim of each partition, with its record's time.</param>
/// <param name="Heartbeats">The last heartbeat of each instance: its epoch and its record's time.</param>
internal sealed record OwnerSnapshot(ImmutableDictionary<int, (OwnerClaim Claim, DateTimeOffset Time)> Claims, ImmutableDictionary<string, (long Epoch, DateTimeOffset Time)> Heartbeats)
{
    /// <summary>How often an instance with an endpoint says that it lives.</summary>
    public static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(3);

    /// <summary>After which silence a claim is stale: three heartbeats that did not come, and a second for the way.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    /// <summary>Gets the snapshot of nothing.</summary>
    public static OwnerSnapshot Empty { get; } =
        new(ImmutableDictionary<int, (OwnerClaim, DateTimeOffset)>.Empty, ImmutableDictionary.Create<string, (long, DateTimeOffset)>(StringComparer.Ordinal));

    /// <summary>Finds the claim of a partition that is to be believed now: of an instance that has given a sign of the same life not long ago.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="now">The time.</param>
    /// <returns>The claim; <see langword="null"/>: there is none, or it is stale.</returns>
    public OwnerClaim? Find(int partition, DateTimeOffset now)
    {
        if (!Claims.TryGetValue(partition, out var claimed) || !claimed.Claim.IsRunning) return null;
        var seen = claimed.Time;
        if (Heartbeats.TryGetValue(claimed.Claim.InstanceId, out var heartbeat) && heartbeat.Epoch == claimed.Claim.Epoch && heartbeat.Time > seen) seen = heartbeat.Time;
        return now - seen <= StaleAfter ? claimed.Claim : null;
    }
}
