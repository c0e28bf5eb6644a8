namespace Aegis.Streams.Policy.Patterns;

/// <summary>A part of a pattern that has been understood.</summary>
internal abstract record PatternNode
{
    /// <summary>Gets how many places the part takes when all repetitions are written out; they are the states of its automaton.</summary>
    public abstract int Size { get; }

    /// <summary>Gets a value indicating whether the empty text is one of its matches.</summary>
    public abstract bool MatchesEmpty { get; }
}
