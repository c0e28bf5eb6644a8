namespace Aegis.Streams.State;

/// <summary>Keys in the order in which they were committed, with their expiry. What a transaction takes comes back if it aborts.</summary>
internal sealed class ExpiryQueue
{
    private readonly List<(byte[] Key, DateTimeOffset ExpiresAt)> _places = [];
    private int _head;

    /// <summary>Gets how many places the open transaction took.</summary>
    public int Taken { get; private set; }

    public void Add(byte[] key, DateTimeOffset expiresAt) => _places.Add((key, expiresAt));

    public bool TryPeek(out byte[] key, out DateTimeOffset expiresAt)
    {
        var next = _head + Taken;
        (key, expiresAt) = next < _places.Count ? _places[next] : ([], default);
        return next < _places.Count;
    }

    public void Take() => Taken++;

    /// <summary>Makes final what the transaction took.</summary>
    /// <returns>How many places are gone.</returns>
    public int CommitTaken()
    {
        var gone = Taken;
        _head += gone;
        Taken = 0;
        if (_head > 1024 && _head > _places.Count / 2)
        {
            _places.RemoveRange(0, _head);
            _head = 0;
        }

        return gone;
    }

    public void RollbackTaken() => Taken = 0;

    public void Clear()
    {
        _places.Clear();
        _head = Taken = 0;
    }
}
