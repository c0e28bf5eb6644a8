namespace Aegis.Streams.Server.Hosting;

/// <summary>Bounds the streams that watch the health, which need no credential: in all, and of one connection. Thread-safe.</summary>
/// <param name="places">How many there may be in all.</param>
/// <param name="placesOfConnection">How many one connection may have.</param>
internal sealed class WatchPlaces(int places, int placesOfConnection)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _free = places;

    /// <summary>Takes a place.</summary>
    /// <returns>Whether there was one; whoever got it gives it back by <see cref="Leave"/>.</returns>
    public bool TryEnter(string connection)
    {
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(connection);
            if (_free == 0 || held == placesOfConnection) return false;
            _held[connection] = held + 1;
            _free--;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(string connection)
    {
        lock (_lock)
        {
            _free++;
            if (_held[connection]-- == 1) _held.Remove(connection);
        }
    }
}
