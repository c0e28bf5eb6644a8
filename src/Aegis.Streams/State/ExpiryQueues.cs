namespace Aegis.Streams.State;

/// <summary>
/// The queues of those who hold expiring entries, each in turn: work on one record stays bounded however many there are. A holder is what the first two parts of a key name, as `reply/acme`;
/// keys that have fewer parts share one.
/// </summary>
internal sealed class ExpiryQueues
{
    private readonly Dictionary<byte[], ExpiryQueue> _queues = new(ByteArrayComparer.Instance);
    private readonly Dictionary<byte[], ExpiryQueue>.AlternateLookup<ReadOnlySpan<byte>> _queuesBySpan;
    private readonly List<(byte[] Holder, ExpiryQueue Queue)> _turns = [];
    private readonly HashSet<ExpiryQueue> _touched = [];
    private int _turn;
    private ExpiryQueue? _largest;

    public ExpiryQueues() => _queuesBySpan = _queues.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Gets how many hold entries.</summary>
    public int Count => _turns.Count;

    public void Add(byte[] key, DateTimeOffset expiresAt)
    {
        var holder = HolderOf(key);
        if (!_queuesBySpan.TryGetValue(holder, out var queue))
        {
            queue = new ExpiryQueue();
            var name = holder.ToArray();
            _queues.Add(name, queue);
            _turns.Add((name, queue));
        }

        queue.Add(key, expiresAt);
        if (_largest is null || queue.Rest > _largest.Rest) _largest = queue;
    }

    /// <summary>Notes that the entry of a key is gone, or that a later place stands for it.</summary>
    public void Release(byte[] key) => _queuesBySpan[HolderOf(key)].Release();

    /// <summary>Gives the queue whose turn it is; one that holds nothing any longer is dropped.</summary>
    /// <returns>The queue; <see langword="null"/>: there is none.</returns>
    public ExpiryQueue? Next()
    {
        while (_turns.Count > 0)
        {
            if (++_turn >= _turns.Count) _turn = 0;
            var (holder, queue) = _turns[_turn];
            if (queue.Held > 0) return queue;
            _queues.Remove(holder);
            _turns[_turn] = _turns[^1];
            _turns.RemoveAt(_turns.Count - 1);
            _turn--;
            _touched.Remove(queue);
            if (_largest == queue) _largest = null;
        }

        return null;
    }

    /// <summary>Gives the longest queue, or soon the longest: it is compared with one other each time, since to look at all would cost more the more there are.</summary>
    /// <returns>The queue; <see langword="null"/>: there is none.</returns>
    public ExpiryQueue? Largest()
    {
        var other = Next();
        if (_largest is null || (other is not null && other.Rest > _largest.Rest)) _largest = other;
        return _largest;
    }

    /// <summary>Takes the first place of a queue in the open transaction.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="isEntry">Whether the place stands for an entry.</param>
    public void Take(ExpiryQueue queue, bool isEntry)
    {
        queue.Take(isEntry);
        _touched.Add(queue);
    }

    /// <summary>Makes final what the transaction took.</summary>
    public void CommitTaken()
    {
        foreach (var queue in _touched) queue.CommitTaken();
        _touched.Clear();
    }

    public void RollbackTaken()
    {
        foreach (var queue in _touched) queue.RollbackTaken();
        _touched.Clear();
    }

    public void Clear()
    {
        _queues.Clear();
        _turns.Clear();
        _touched.Clear();
        (_turn, _largest) = (0, null);
    }

    private static ReadOnlySpan<byte> HolderOf(ReadOnlySpan<byte> key)
    {
        var first = key.IndexOf((byte)'/');
        var second = first < 0 ? -1 : key[(first + 1)..].IndexOf((byte)'/');
        return second < 0 ? [] : key[..(first + 1 + second)];
    }
}
