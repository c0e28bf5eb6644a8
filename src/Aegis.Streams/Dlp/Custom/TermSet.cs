using System.Numerics;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>
/// A dictionary of terms, up to a million: a table of their hashes over one pool of their bytes, and one that says by its first word how many words a term
/// may have. A text is looked at word by word; each word costs one look-up, and as many more as the longest term that begins with it has words. Immutable.
/// </summary>
internal sealed class TermSet
{
    /// <summary>The most terms.</summary>
    public const int MostTerms = 1_000_000;

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

    /// <summary>Finds the terms in a value.</summary>
    /// <param name="value">The value: ASCII, or folded.</param>
    /// <param name="entity">What they are.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> value, DlpEntity entity, FindingList findings)
    {
        for (var at = 0; at < value.Length;)
        {
            if (!ByteClass.IsAlphanumeric(value[at]))
            {
                // What was redacted says nothing.
                at += value[at] == '[' && RedactionLabel.LengthAt(value[at..]) is > 0 and var label ? label : 1;
                continue;
            }

            var word = WordEnd(value, at);
            if (LongestFrom(value, at, word) is > 0 and var end) findings.Add(at, end, entity, Confidence.Max);
            at = word;
        }
    }

    private int LongestFrom(ReadOnlySpan<byte> value, int start, int end)
    {
        if (end - start > Term.LongestBytes) return 0;
        Span<byte> term = stackalloc byte[Term.LongestBytes];
        var length = 0;
        for (var i = start; i < end; i++) term[length++] = Term.Small(value[i]);
        var (longest, most) = (0, MostWords(HashOf(term[..length])));
        for (var words = 1; words <= most; words++)
        {
            SlotOf(term[..length], out var isKnown);
            if (isKnown) longest = end;
            var next = end;
            while (next < value.Length && next - end <= Term.MostSigns && !ByteClass.IsAlphanumeric(value[next])) next++;
            if (words == most || next == value.Length || next - end > Term.MostSigns) break;
            end = WordEnd(value, next);
            if (length + 1 + end - next > term.Length) break;
            term[length++] = (byte)' ';
            for (var i = next; i < end; i++) term[length++] = Term.Small(value[i]);
        }

        return longest;
    }

    private static int WordEnd(ReadOnlySpan<byte> value, int at)
    {
        while (at < value.Length && ByteClass.IsAlphanumeric(value[at])) at++;
        return at;
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

    private int MostWords(ulong hash) => (int)(_firstWords[FirstWordSlot(hash)] & 31);

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
