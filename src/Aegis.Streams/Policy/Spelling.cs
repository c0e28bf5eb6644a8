namespace Aegis.Streams.Policy;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    private const int MaxDistance = 3;

    /// <summary>Finds the most similar word.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="words">What could have been.</param>
    /// <returns>`; did you mean X?`, or an empty text if none is close.</returns>
    public static string Suggest(string word, IEnumerable<string> words) => Guess(word, words) is { } guess ? $"; {guess}" : "";

    /// <summary>Finds the most similar word.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="words">What could have been.</param>
    /// <returns>`did you mean X?`; <see langword="null"/>: none is close.</returns>
    public static string? Guess(string word, IEnumerable<string> words)
    {
        var (best, distance) = words.Select(known => (known, Distance(word, known))).MinBy(pair => pair.Item2);
        return distance <= Math.Min(MaxDistance, word.Length / 2) ? $"did you mean `{best}`?" : null;
    }

    /// <summary>Levenshtein distance, with words cut at 64 characters.</summary>
    private static int Distance(string left, string right)
    {
        left = left[..Math.Min(left.Length, 64)];
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
