namespace Aegis.Streams.Server.Calls;

/// <summary>
/// A bounded amount of something, with a fair share for each tenant: one may hold as much as is free, so that a flood of one tenant fills half of it, of two a third each, and a newcomer
/// always finds room (dynamic thresholds: Choudhury and Hahne, 1998). Thread-safe.
/// </summary>
/// <param name="amount">How much there is, 1 and up.</param>
internal sealed class FairShare(long amount)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);
    private readonly long _amount = amount;
    private long _free = amount;

    /// <summary>Gets how much is held.</summary>
    public long Held => _amount - Interlocked.Read(ref _free);

    /// <summary>Takes some.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="size">How much, 1 and up.</param>
    /// <returns>Whether the tenant may have so much; whoever got it gives it back by <see cref="Return"/>.</returns>
    public bool TryTake(string tenant, long size = 1)
    {
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(tenant);
            if (held + size > _free) return false;
            _held[tenant] = held + size;
            _free -= size;
            return true;
        }
    }

    /// <summary>Gives some back.</summary>
    /// <param name="tenant">The tenant that took it.</param>
    /// <param name="size">How much it took.</param>
    public void Return(string tenant, long size = 1)
    {
        lock (_lock)
        {
            _free += size;
            var held = _held[tenant] - size;
            if (held == 0) _held.Remove(tenant);
            else _held[tenant] = held;
        }
    }
}
