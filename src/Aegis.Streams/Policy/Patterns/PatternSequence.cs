using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Parts one after the other; none: the empty text.</summary>
internal sealed record PatternSequence(ImmutableArray<PatternNode> Items) : PatternNode
{
    public override int Size { get; } = Items.Sum(item => item.Size);

    public override bool MatchesEmpty { get; } = Items.All(item => item.MatchesEmpty);
}
