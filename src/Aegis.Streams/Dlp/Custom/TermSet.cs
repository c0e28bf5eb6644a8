using System.Numerics;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>
/// A dictionary of terms in clear: a table of their hashes over one pool of their bytes, and one that says by its first word how many words a term may have.
/// </summary>
internal sealed class TermSet : TermDictionary
{
    private readonly byte[] _pool;
    private readonly int[] _ends; // Of each term in the pool.
    private readonly int[] _slots; // The number of a term from 1; 0: free.
    private readonly uint[] _firstWords; // The upper 27 bits of a hash, and above 0 the most words in the lower 5.

    /// <summary>Initializes a dictionary.</summary>
    /// <param name="terms">The terms in their canonical form.</param>
    /// <exception cref="ArgumentException">There are more than a million.</exception>
    public TermSet(IReadOnlyCollection<byte[]> terms)
    {
        if (terms.Count > MostTerms) throw new ArgumentException($"There are more than {MostTerms} terms.", nameof(terms));
        _pool = new byte[terms.Sum(term => term.Length)];
        _ends = new int[terms.Count];
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * terms.Count));
        (_slots, _firstWords) = (new int[size], new uint[size]);
        var (end, count) = (0, 0);
        foreach (var term in terms)
        {
            term.CopyTo(_pool, end);
            _ends[count++] = end += term.Length;
            var slot = SlotOf(term, out var isKnown);
            if (!isKnown) _slots[slot] = count;
            var first = term.AsSpan().IndexOf((byte)' ') is >= 0 and var length ? length : term.Length;
            NoteFirstWord(HashOf(term.AsSpan(0, first)), 1 + term.AsSpan().Count((byte)' '));
        }
    }

    /// <inheritdoc/>
    protected override int MostWords(ReadOnlySpan<byte> first) => (int)(_firstWords[FirstWordSlot(HashOf(first))] & 31);

    /// <inheritdoc/>
    protected override bool Has(ReadOnlySpan<byte> term)
    {
        SlotOf(term, out var isKnown);
        return isKnown;
    }

    private int SlotOf(ReadOnlySpan<byte> term, out bool isKnown)
    {
        for (var slot = (int)(HashOf(term) >> 32) & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var number = _slots[slot];
            isKnown = number > 0 && _pool.AsSpan(number == 1 ? 0 : _ends[number - 2], _ends[number - 1] - (number == 1 ? 0 : _ends[number - 2])).SequenceEqual(term);
            if (isKnown || number == 0) return slot;
        }
    }

    private void NoteFirstWord(ulong hash, int words)
    {
        var slot = FirstWordSlot(hash);
        _firstWords[slot] = ((uint)hash & ~31u) | Math.Max(_firstWords[slot] & 31, (uint)words);
    }

    /// <summary>Finds a word by the upper bits of its hash: another one that has the same costs a look-up, and finds nothing wrong.</summary>
    private int FirstWordSlot(ulong hash)
    {
        var slot = (int)(hash >> 32) & (_firstWords.Length - 1);
        while (_firstWords[slot] != 0 && (_firstWords[slot] & ~31u) != ((uint)hash & ~31u)) slot = (slot + 1) & (_firstWords.Length - 1);
        return slot;
    }

    private static ulong HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var one in text) hash = (hash ^ one) * 0x0000_0100_0000_01B3;
        hash ^= hash >> 32;
        hash *= 0x9E37_79B9_7F4A_7C15;
        return hash ^ (hash >> 29);
    }
}
