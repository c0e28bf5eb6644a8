namespace Aegis.Streams.State;

/// <summary>Keys in the order in which they were committed, with their expiry. What a transaction takes comes back if it aborts.</summary>
internal sealed class ExpiryQueue
{
    private readonly List<(byte[] Key, DateTimeOffset ExpiresAt)> _places = [];
    private int _head;
    private int _taken;

    public void Add(byte[] key, DateTimeOffset expiresAt) => _places.Add((key, expiresAt));

    public bool TryPeek(out byte[] key, out DateTimeOffset expiresAt)
    {
        var next = _head + _taken;
        (key, expiresAt) = next < _places.Count ? _places[next] : ([], default);
        return next < _places.Count;
    }

    public void Take() => _taken++;

    /// <summary>Makes final what the transaction took.</summary>
    public void CommitTaken()
    {
        _head += _taken;
        _taken = 0;
        if (_head <= 1024 || _head <= _places.Count / 2) return;
        _places.RemoveRange(0, _head);
        _head = 0;
    }

    public void RollbackTaken() => _taken = 0;

    public void Clear()
    {
        _places.Clear();
        _head = _taken = 0;
    }
}
