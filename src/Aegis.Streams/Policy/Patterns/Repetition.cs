namespace Aegis.Streams.Policy.Patterns;

/// <summary>A part several times.</summary>
/// <param name="Body">The part.</param>
/// <param name="Min">How often at least.</param>
/// <param name="Max">How often at most, 1 and up; <see langword="null"/>: without end.</param>
internal sealed record Repetition(PatternNode Body, int Min, int? Max) : PatternNode
{
    /// <summary>Gets how many copies of the body an automaton needs; without an end, the last one loops.</summary>
    public int Copies => Max ?? Math.Max(Min, 1);

    public override int Size { get; } = Body.Size * (Max ?? Math.Max(Min, 1));

    public override bool MatchesEmpty => Min == 0 || Body.MatchesEmpty;
}
