using System.Numerics;

namespace Aegis.Streams.Intents;

/// <summary>
/// Finds members of large objects by name: chains of entries in buckets, for all objects of one text together. Sized by the text, so that
/// it never grows during a scan, and a small text does not pay for the large one before it.
/// </summary>
internal sealed class NameIndex
{
    private const int MinBits = 6;
    private const int BytesPerBucket = 8; // `"n":1,` has six.

    private int[] _buckets = [];
    private Link[] _links = [];
    private int _bits;

    public void Clear() => _bits = 0;

    /// <summary>Adds a member.</summary>
    /// <param name="hash">The hash of its name.</param>
    /// <param name="container">The object's entry.</param>
    /// <param name="entry">The member's entry.</param>
    /// <param name="textLength">Length of the whole text in bytes.</param>
    public void Add(uint hash, int container, int entry, int textLength)
    {
        if (_bits == 0) Begin(textLength);
        if (entry >= _links.Length) Array.Resize(ref _links, (int)BitOperations.RoundUpToPowerOf2((uint)entry + 1));
        ref var bucket = ref _buckets[NameHash.Bucket(hash, container, _bits)];
        _links[entry] = new Link(bucket, container);
        bucket = entry;
    }

    /// <summary>Returns the first member of an object to compare with a name; 0: there is none.</summary>
    public int First(uint hash, int container) => _bits == 0 ? 0 : Of(container, _buckets[NameHash.Bucket(hash, container, _bits)]);

    /// <summary>Returns the member to compare after another; 0: there is none.</summary>
    public int After(int entry) => Of(_links[entry].Container, _links[entry].Next);

    private int Of(int container, int entry)
    {
        while (entry != 0 && _links[entry].Container != container) entry = _links[entry].Next;
        return entry;
    }

    private void Begin(int textLength)
    {
        _bits = Math.Max(MinBits, BitOperations.Log2((uint)(textLength / BytesPerBucket) | 1) + 1);
        if (_buckets.Length < 1 << _bits) _buckets = new int[1 << _bits];
        else _buckets.AsSpan(0, 1 << _bits).Clear();
    }

    private readonly record struct Link(int Next, int Container);
}
