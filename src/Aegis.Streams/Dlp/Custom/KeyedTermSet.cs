namespace Aegis.Streams.Dlp.Custom;

/// <summary>
/// A dictionary of terms of which only keyed hashes are there. A word as long as some first word costs a keyed hash of some nanoseconds, any other nothing;
/// only what the filter lets through is hashed for good and looked up.
/// </summary>
/// <param name="key">The key; <see langword="null"/>: nothing is scanned.</param>
/// <param name="filter">What may be there.</param>
/// <param name="hashes">The hashes in their order.</param>
/// <param name="mostWords">How many words a term has at most.</param>
/// <param name="lengths">How long first words are: a bit for each length, the last one for 63 and more.</param>
internal sealed class KeyedTermSet(TermKey? key, TermFilter filter, UInt128[] hashes, int mostWords, ulong lengths) : TermDictionary
{
    private TermKey Key => key ?? throw new InvalidOperationException("A list of keyed terms was loaded without its key, and must not be scanned with.");

    /// <inheritdoc/>
    protected override int MostWords(ReadOnlySpan<byte> first) =>
        (lengths & BitOf(first.Length)) != 0 && filter.MayHave(Key.Words.Hash(first)) ? mostWords : 0;

    /// <summary>Gets the bit of a length.</summary>
    public static ulong BitOf(int length) => 1UL << Math.Min(length, 63);

    /// <inheritdoc/>
    protected override bool Has(ReadOnlySpan<byte> term)
    {
        if (!filter.MayHave(Key.Terms.Hash(term))) return false;
        var hash = Key.HashOf(term);
        var (low, high) = (0, hashes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (hashes[middle] == hash) return true;
            if (hashes[middle] < hash) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }
}
