namespace Aegis.Streams.Policy.Patterns;

/// <summary>An automaton that is ready to run. It never changes, allocates nothing and takes each byte of a text once.</summary>
internal interface IMatcher
{
    /// <summary>Runs over a text.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <returns>Whether it matches.</returns>
    bool Matches(ReadOnlySpan<byte> utf8);
}
