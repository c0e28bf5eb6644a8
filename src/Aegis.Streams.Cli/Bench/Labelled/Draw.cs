namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>The random choices of one document. They follow from a seed and an index alone.</summary>
/// <param name="seed">The seed.</param>
/// <param name="index">The index.</param>
internal sealed class Draw(long seed, long index)
{
    private const int LongestPattern = 128;

    // Not read-only: drawing moves it.
    private SplitMix _random = new(seed, index);

    public int Below(int bound) => _random.Below(bound);

    public int Between(int least, int most) => least + _random.Below(most - least + 1);

    public bool Chance(double share) => _random.Unit() < share;

    public T Pick<T>(T[] items) => items[_random.Below(items.Length)];

    /// <summary>Rounds a mean up or down by chance, so that the mean holds.</summary>
    /// <param name="mean">The mean.</param>
    /// <returns>One of the two whole numbers beside it.</returns>
    public int Around(double mean) => (int)mean + (Chance(mean - (int)mean) ? 1 : 0);

    /// <summary>Fills a pattern: `#` is a digit, `^` a digit from 1 to 9, `?` a capital letter, `*` a digit or a capital letter; all else stays.</summary>
    /// <param name="pattern">The pattern, of at most 128 characters.</param>
    /// <returns>The text.</returns>
    public string Fill(string pattern)
    {
        Span<char> text = stackalloc char[LongestPattern];
        for (var i = 0; i < pattern.Length; i++)
        {
            text[i] = pattern[i] switch
            {
                '#' => Digit(),
                '^' => (char)('1' + Below(9)),
                '?' => Letter(),
                '*' => Chance(0.8) ? Digit() : Letter(),
                var other => other,
            };
        }

        return new string(text[..pattern.Length]);
    }

    public string Digits(int count) => Of("0123456789", count);

    public string Hex(int count) => Of("0123456789abcdef", count);

    /// <summary>Draws characters.</summary>
    /// <param name="alphabet">From these.</param>
    /// <param name="count">So many, at most 128.</param>
    /// <returns>The text.</returns>
    public string Of(string alphabet, int count)
    {
        Span<char> text = stackalloc char[LongestPattern];
        for (var i = 0; i < count; i++) text[i] = alphabet[Below(alphabet.Length)];
        return new string(text[..count]);
    }

    private char Digit() => (char)('0' + Below(10));

    private char Letter() => (char)('A' + Below(26));
}
