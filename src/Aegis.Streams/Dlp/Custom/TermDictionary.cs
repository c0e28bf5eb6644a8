using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>
/// A dictionary of terms. A text is looked at word by word; each word costs one look-up, and as many more as the longest term that begins with it has
/// words. Immutable.
/// </summary>
internal abstract class TermDictionary
{
    /// <summary>The most terms.</summary>
    public const int MostTerms = 1_000_000;

    /// <summary>Finds the terms in a value.</summary>
    /// <param name="value">The value: ASCII, or folded.</param>
    /// <param name="entity">What they are.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> value, DlpEntity entity, FindingList findings)
    {
        Span<byte> term = stackalloc byte[Term.LongestBytes];
        for (var at = 0; at < value.Length;)
        {
            if (!ByteClass.IsAlphanumeric(value[at]))
            {
                // What was redacted says nothing.
                at += value[at] == '[' && RedactionLabel.LengthAt(value[at..]) is > 0 and var label ? label : 1;
                continue;
            }

            var word = WordEnd(value, at);
            if (LongestFrom(value, at, word, term) is > 0 and var end) findings.Add(at, end, entity, Confidence.Max);
            at = word;
        }
    }

    private int LongestFrom(ReadOnlySpan<byte> value, int start, int end, Span<byte> term)
    {
        if (end - start > term.Length) return 0;
        var length = 0;
        for (var i = start; i < end; i++) term[length++] = Term.Small(value[i]);
        var (longest, most) = (0, MostWords(term[..length]));
        for (var words = 1; words <= most; words++)
        {
            if (Has(term[..length])) longest = end;
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

    /// <summary>Says how many words a term that begins with a word has at most; 0: none does.</summary>
    protected abstract int MostWords(ReadOnlySpan<byte> first);

    /// <summary>Says whether there is a term.</summary>
    protected abstract bool Has(ReadOnlySpan<byte> term);
}
