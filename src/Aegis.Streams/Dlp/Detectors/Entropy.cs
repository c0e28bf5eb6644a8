namespace Aegis.Streams.Dlp.Detectors;

/// <summary>The entropy of a text: Shannon's, over its bytes, in 1/1024 bits a byte.</summary>
internal static class Entropy
{
    /// <summary>The least of what follows a vendor's prefix: 3.0 bits.</summary>
    public const int OfPrefixed = 3 * 1024;

    /// <summary>The least of what a name such as `token` labels: 3.5 bits.</summary>
    public const int OfNamed = 3584;

    /// <summary>How many bytes of a text count.</summary>
    public const int MostBytes = 256;

    // log2 of 1 to 256, in 1/1024.
    private static readonly int[] Logarithms = [.. Enumerable.Range(0, MostBytes + 1).Select(number => number == 0 ? 0 : (int)Math.Round(Math.Log2(number) * 1024))];

    // By how much one more of a byte that was seen so often raises the sum of the weights.
    private static readonly int[] Steps = [.. Enumerable.Range(0, MostBytes).Select(count => Weight(count + 1) - Weight(count))];

    /// <summary>Gets a number of bytes times its logarithm.</summary>
    /// <param name="count">The number, 0 to <see cref="MostBytes"/>.</param>
    public static int Weight(int count) => count * Logarithms[count];

    /// <summary>Says whether the entropy of a text is at least so much.</summary>
    /// <param name="text">The text; of a longer one the first <see cref="MostBytes"/> count.</param>
    /// <param name="least">The least.</param>
    public static bool IsAtLeast(ReadOnlySpan<byte> text, int least)
    {
        if (text.Length > MostBytes) text = text[..MostBytes];
        if (text.IsEmpty) return false;
        Span<byte> counts = stackalloc byte[byte.MaxValue + 1];
        var sum = 0;

        // The 256th of the same byte wraps its count to 0: it is the last that counts, so nobody reads that.
        foreach (var one in text) sum += Steps[counts[one]++];
        return Weight(text.Length) - sum >= least * text.Length;
    }
}
