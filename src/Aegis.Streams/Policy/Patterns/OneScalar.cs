namespace Aegis.Streams.Policy.Patterns;

/// <summary>One scalar out of a set: a literal, a class or `.`.</summary>
internal sealed record OneScalar(ScalarSet Set) : PatternNode
{
    public override int Size => 1;

    public override bool MatchesEmpty => false;
}
