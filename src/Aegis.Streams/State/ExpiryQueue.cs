namespace Aegis.Streams.State;

/// <summary>The keys of one holder in the order in which they were committed, with their expiry. What a transaction takes comes back if it aborts.</summary>
internal sealed class ExpiryQueue
{
    // Few, since there may be very many holders.
    private const int LeastDropped = 16;

    private readonly List<(byte[] Key, DateTimeOffset ExpiresAt)> _places = [];
    private int _head;
    private int _taken;
    private int _leaving;

    /// <summary>Gets how many of the keys stand for an entry; the other places are of keys that were removed or set again.</summary>
    public int Held { get; private set; }

    /// <summary>Gets how many entries are left once the open transaction has committed.</summary>
    public int Rest => Held - _leaving;

    public void Add(byte[] key, DateTimeOffset expiresAt)
    {
        _places.Add((key, expiresAt));
        Held++;
    }

    /// <summary>Notes that an entry is gone, or that a later place stands for it.</summary>
    public void Release() => Held--;

    public bool TryPeek(out byte[] key, out DateTimeOffset expiresAt)
    {
        var next = _head + _taken;
        (key, expiresAt) = next < _places.Count ? _places[next] : ([], default);
        return next < _places.Count;
    }

    /// <summary>Takes the first place.</summary>
    /// <param name="isEntry">Whether it stands for an entry.</param>
    public void Take(bool isEntry)
    {
        _taken++;
        if (isEntry) _leaving++;
    }

    /// <summary>Makes final what the transaction took.</summary>
    public void CommitTaken()
    {
        _head += _taken;
        _taken = _leaving = 0;
        if (_head <= LeastDropped || _head <= _places.Count / 2) return;
        _places.RemoveRange(0, _head);
        _head = 0;
    }

    public void RollbackTaken() => _taken = _leaving = 0;
}
