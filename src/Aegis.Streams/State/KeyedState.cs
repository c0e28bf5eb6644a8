using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Aegis.Streams.State;

/// <summary>
/// The keyed state of one task: a committed base and an overlay of what the open transaction changed. The overlay becomes
/// the base when the transaction commits and vanishes when it aborts, so the base never holds what the changelog does not.
/// Not safe for use by several threads: a task has one.
/// </summary>
/// <remarks>
/// Entries with an expiry leave in the order in which each holder's came, at most a few at a time (<see cref="Expire"/>): the tombstones
/// are part of the transaction like any other change. A holder is what the first two parts of a key name, as `reply/acme`: who has
/// the most makes room, so that a flood of one tenant costs no other one its entries.
/// </remarks>
public sealed class KeyedState
{
    // How many holders are asked for what has expired. Each gets its turn; entries past their expiry are not found meanwhile.
    private const int ExpiryTurns = 4;

    private readonly Dictionary<byte[], StateEntry> _committed = new(ByteArrayComparer.Instance);
    private readonly Dictionary<byte[], StateEntry?> _overlay = new(ByteArrayComparer.Instance);
    private readonly Dictionary<byte[], StateEntry>.AlternateLookup<ReadOnlySpan<byte>> _committedBySpan;
    private readonly Dictionary<byte[], StateEntry?>.AlternateLookup<ReadOnlySpan<byte>> _overlayBySpan;
    private readonly ExpiryQueues _expiry = new();
    private int _expiringCommitted;
    private int _expired;
    private ExpiryQueue? _backlog;

    /// <summary>Initializes an empty state.</summary>
    public KeyedState()
    {
        _committedBySpan = _committed.GetAlternateLookup<ReadOnlySpan<byte>>();
        _overlayBySpan = _overlay.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Gets the number of committed entries, those past their expiry but not yet removed included.</summary>
    public int Count => _committed.Count;

    /// <summary>Gets a value indicating whether the open transaction changed something.</summary>
    public bool HasChanges => _overlay.Count > 0;

    /// <summary>Gets what the open transaction changed, one item a key, in no particular order.</summary>
    public IEnumerable<StateChange> Changes => _overlay.Select(pair => new StateChange(pair.Key, pair.Value));

    /// <summary>Gets the committed entries, in no particular order.</summary>
    public IEnumerable<KeyValuePair<byte[], StateEntry>> Committed => _committed;

    /// <summary>Finds an entry, the open transaction's changes included.</summary>
    /// <param name="key">The key.</param>
    /// <param name="now">The decision time; an entry that expired by then counts as absent.</param>
    /// <param name="value">The value found.</param>
    /// <returns>Whether the key has an entry.</returns>
    public bool TryGet(ReadOnlySpan<byte> key, DateTimeOffset now, [NotNullWhen(true)] out byte[]? value)
    {
        StateEntry? entry = _overlayBySpan.TryGetValue(key, out var changed) ? changed
            : _committedBySpan.TryGetValue(key, out var committed) ? committed : null;
        value = entry is { } found && (found.ExpiresAt is not { } expiry || expiry > now) ? found.Value : null;
        return value is not null;
    }

    /// <summary>Sets an entry in the open transaction.</summary>
    /// <param name="key">The key; kept, so not to be changed afterwards.</param>
    /// <param name="value">The value; kept, so not to be changed afterwards.</param>
    /// <param name="expiresAt">When it expires; <see langword="null"/>: never.</param>
    public void Put(byte[] key, byte[] value, DateTimeOffset? expiresAt) => _overlay[key] = new StateEntry(value, expiresAt);

    /// <summary>Removes an entry in the open transaction.</summary>
    /// <param name="key">The key; kept, so not to be changed afterwards.</param>
    public void Remove(byte[] key) => _overlay[key] = null;

    /// <summary>
    /// Removes entries that have expired, and the oldest ones of whoever holds the most while more than <paramref name="maxEntries"/> expiring entries are kept.
    /// </summary>
    /// <param name="now">The decision time.</param>
    /// <param name="maxEntries">How many expiring entries may stay.</param>
    /// <param name="maxRemovals">At most how many to remove now, which bounds the work of one record.</param>
    /// <returns>How many were removed.</returns>
    public int Expire(DateTimeOffset now, int maxEntries, int maxRemovals)
    {
        // Whoever had more to remove than was allowed goes on, so that what is left of a flood does not wait for everybody's turn.
        var (removed, queue) = (0, _backlog ?? _expiry.Next());
        for (var turns = Math.Min(_expiry.Count, ExpiryTurns); turns > 0 && queue is not null && removed < maxRemovals; turns--, queue = _expiry.Next())
        {
            while (removed < maxRemovals && RemoveFirst(queue, now)) removed++;
            _backlog = removed == maxRemovals && queue.Rest > 0 ? queue : null;
        }

        while (removed < maxRemovals && _expiringCommitted - _expired > maxEntries && _expiry.Largest() is { } largest && RemoveFirst(largest, DateTimeOffset.MaxValue)) removed++;
        return removed;
    }

    /// <summary>Makes the open transaction's changes the base. To be called only after the transaction committed.</summary>
    public void Commit()
    {
        foreach (var (key, entry) in _overlay) Apply(key, entry);
        _overlay.Clear();
        _expiry.CommitTaken();
        _expired = 0;
    }

    /// <summary>Forgets the open transaction's changes.</summary>
    public void Rollback()
    {
        _overlay.Clear();
        _expiry.RollbackTaken();
        _expired = 0;
    }

    /// <summary>Applies a record of the changelog to the base.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">The entry; <see langword="null"/> for a tombstone.</param>
    public void Restore(byte[] key, StateEntry? entry) => Apply(key, entry);

    /// <summary>Forgets everything, the base included.</summary>
    public void Clear()
    {
        _committed.Clear();
        _overlay.Clear();
        _expiry.Clear();
        _expiringCommitted = _expired = 0;
        _backlog = null;
    }

    private void Apply(byte[] key, StateEntry? entry)
    {
        if (entry is not { } added)
        {
            if (_committed.Remove(key, out var removed) && removed.ExpiresAt is not null) Release(key);
            return;
        }

        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_committed, key, out _);
        if (place.ExpiresAt is not null) Release(key);
        place = added;
        if (added.ExpiresAt is not { } expiresAt) return;
        _expiry.Add(key, expiresAt);
        _expiringCommitted++;
    }

    private void Release(byte[] key)
    {
        _expiry.Release(key);
        _expiringCommitted--;
    }

    /// <summary>Removes the oldest entry of a holder if it expires by then.</summary>
    private bool RemoveFirst(ExpiryQueue queue, DateTimeOffset latest)
    {
        while (queue.TryPeek(out var key, out var expiresAt))
        {
            var isEntry = IsCurrent(key, expiresAt);
            if (isEntry && expiresAt > latest) return false;
            _expiry.Take(queue, isEntry);
            if (!isEntry) continue;
            Remove(key);
            _expired++;
            return true;
        }

        return false;
    }

    /// <summary>Whether a place in the queue still stands for the entry: a key that was removed or set again has a later place, or none.</summary>
    private bool IsCurrent(byte[] key, DateTimeOffset expiresAt) =>
        !_overlay.ContainsKey(key) && _committed.TryGetValue(key, out var entry) && entry.ExpiresAt == expiresAt;
}
