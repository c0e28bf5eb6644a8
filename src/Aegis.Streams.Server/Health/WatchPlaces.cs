namespace Aegis.Streams.Server.Health;

/// <summary>Bounds the streams that watch the health, which need no credential: in all, of one connection, and of one address, so that no host takes them all. Thread-safe.</summary>
/// <param name="places">How many there may be in all.</param>
/// <param name="placesOfConnection">How many one connection may have.</param>
/// <param name="placesOfAddress">How many one address may have.</param>
internal sealed class WatchPlaces(int places, int placesOfConnection, int placesOfAddress)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofConnection = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ofAddress = new(StringComparer.Ordinal);
    private int _free = places;

    /// <summary>Takes a place.</summary>
    /// <returns>Whether there was one; whoever got it gives it back by <see cref="Leave"/>.</returns>
    public bool TryEnter(string connection, string address)
    {
        lock (_lock)
        {
            var (byConnection, byAddress) = (_ofConnection.GetValueOrDefault(connection), _ofAddress.GetValueOrDefault(address));
            if (_free == 0 || byConnection == placesOfConnection || byAddress == placesOfAddress) return false;
            (_ofConnection[connection], _ofAddress[address]) = (byConnection + 1, byAddress + 1);
            _free--;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(string connection, string address)
    {
        lock (_lock)
        {
            _free++;
            if (_ofConnection[connection]-- == 1) _ofConnection.Remove(connection);
            if (_ofAddress[address]-- == 1) _ofAddress.Remove(address);
        }
    }
}
