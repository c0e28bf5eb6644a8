namespace Aegis.Streams.Policy.Patterns;

/// <summary>An automaton that is ready to run. It never changes, allocates nothing and takes each byte of a text once.</summary>
internal interface IMatcher
{
    /// <summary>Runs over a text.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <returns>Whether it matches.</returns>
    bool Matches(ReadOnlySpan<byte> utf8);

    /// <summary>Runs from the start of a text to the end of the longest match that does not end within a word.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <returns>How long it is in bytes; -1: there is none.</returns>
    int LongestWordMatch(ReadOnlySpan<byte> utf8);
}
