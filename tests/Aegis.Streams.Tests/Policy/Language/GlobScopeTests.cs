using Aegis.Streams.Policy.Language.Layers;
using Aegis.Streams.Tests.Policy.Generation;
using static Aegis.Streams.Tests.Policy.Generation.Spelt;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class GlobScopeTests
{
    [Theory]
    [InlineData("**", "a*", true)]
    [InlineData("a*", "a*", true)]
    [InlineData("a*", "abc", true)]
    [InlineData("a*", "a.c", false)]
    [InlineData("a**", "a.c", true)]
    [InlineData("a**", "ab*.c**", true)]
    [InlineData("a*", "ab*", true)]
    [InlineData("a*", "ab*.c", false)]
    [InlineData("a*", "ab**", false)]
    [InlineData("a*b", "a*b", true)]
    [InlineData("a*b", "axb*b", false)]
    [InlineData("abc", "a*", false)]
    [InlineData("b*", "a*", false)]
    public void Containment_IsFound(string outer, string inner, bool isContained) => Assert.Equal(isContained, GlobScope.Contains(Glob(outer), Glob(inner)));

    [Theory]
    [InlineData("a*", "*b", true)]
    [InlineData("a*", "b*", false)]
    [InlineData("*a", "*b", false)]
    [InlineData("a*", "abc", true)]
    [InlineData("a*", "a.c", false)]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    public void Overlap_IsFound(string left, string right, bool isCommon)
    {
        Assert.Equal(isCommon, GlobScope.Overlap(Glob(left), Glob(right)));
        Assert.Equal(isCommon, GlobScope.Overlap(Glob(right), Glob(left)));
    }

    /// <summary>Neither answer may err on the side that opens something.</summary>
    [Fact]
    public void Answers_AreTrueOfNames()
    {
        const int Seed = 11;
        var dice = new Dice(Seed);
        string[] parts = ["a", "b", ".", "*", "**"];
        var names = Enumerable.Range(0, 2_000).Select(_ => string.Concat(Enumerable.Range(0, dice.Between(1, 6)).Select(_ => dice.Pick(["a", "b", "."])))).Distinct().ToList();
        for (var run = 0; run < 500; run++)
        {
            var (left, right) = (Random(), Random());
            var (matchesLeft, matchesRight) = (names.Where(left.Matches).ToHashSet(), names.Where(right.Matches).ToHashSet());
            if (GlobScope.Contains(left, right)) Assert.True(matchesRight.IsSubsetOf(matchesLeft), $"seed {Seed}: {right} in {left}");
            if (matchesLeft.Overlaps(matchesRight)) Assert.True(GlobScope.Overlap(left, right), $"seed {Seed}: {left} and {right}");
        }

        Aegis.Streams.Policy.Rules.NameGlob Random()
        {
            while (true)
            {
                var text = string.Concat(Enumerable.Range(0, dice.Between(1, 4)).Select(_ => dice.Pick(parts)));
                if (Aegis.Streams.Policy.Rules.NameGlob.TryParse(text, out var glob)) return glob;
            }
        }
    }
}
