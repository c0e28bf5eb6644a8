namespace Aegis.Streams.Cli.Bench.Labelled.Notes;

/// <summary>Words around a value.</summary>
/// <param name="Before">What stands before it.</param>
/// <param name="After">What stands after it.</param>
internal readonly record struct Phrase(string Before, string After)
{
    /// <summary>Reads a phrase.</summary>
    /// <param name="text">The words, with `{}` where the value goes.</param>
    /// <returns>The phrase.</returns>
    public static Phrase Of(string text)
    {
        var at = text.IndexOf("{}", StringComparison.Ordinal);
        return new Phrase(text[..at], text[(at + 2)..]);
    }
}
