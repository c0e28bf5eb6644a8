using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Patterns;

/// <summary>Two or more parts of which one matches.</summary>
internal sealed record Alternation(ImmutableArray<PatternNode> Branches) : PatternNode
{
    public override int Size { get; } = Branches.Sum(branch => branch.Size);

    public override bool MatchesEmpty { get; } = Branches.Any(branch => branch.MatchesEmpty);
}
