namespace Aegis.Streams.Server.Calls;

/// <summary>
/// Bounds the calls under way, with a fair share for each tenant: one may hold as many places as are free, so that a flood of one tenant fills half of them, of two a third each, and a
/// newcomer always finds room (dynamic thresholds: Choudhury and Hahne, 1998). Thread-safe.
/// </summary>
/// <param name="places">How many calls may be under way, 1 and up.</param>
internal sealed class Admission(int places)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _free = places;

    /// <summary>Gets how many calls are under way.</summary>
    public int Held
    {
        get
        {
            lock (_lock) return _held.Values.Sum();
        }
    }

    /// <summary>Takes a place.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <returns>Whether there was one; whoever got it gives it back by <see cref="Leave"/>.</returns>
    public bool TryEnter(string tenant)
    {
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(tenant);
            if (held >= _free) return false;
            _held[tenant] = held + 1;
            _free--;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="tenant">The tenant that got it.</param>
    public void Leave(string tenant)
    {
        lock (_lock)
        {
            _free++;
            if (_held[tenant]-- == 1) _held.Remove(tenant);
        }
    }
}
