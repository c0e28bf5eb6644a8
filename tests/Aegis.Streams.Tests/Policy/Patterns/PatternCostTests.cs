using System.Text;
using static Aegis.Streams.Tests.Policy.Patterns.PatternSamples;

namespace Aegis.Streams.Tests.Policy.Patterns;

/// <summary>
/// A table takes one step a scalar, so its size is all that a pattern may cost. Where there is none, the states of the pattern bound a step.
/// </summary>
public sealed class PatternCostTests
{
    [Theory]
    [InlineData("(a+)+$", 4, 4)]
    [InlineData("(a|aa)+", 5, 3)]
    [InlineData("(x+x+)+y", 6, 5)]
    [InlineData("(.*)*(.*)*(.*)*z", 5, 4)]
    public void BombForBackTrackingEngines_IsASmallTable(string pattern, int states, int searchStates)
    {
        var bomb = Read(pattern);
        Assert.Equal(states, bomb.FullStates);
        Assert.Equal(searchStates, bomb.SearchStates);
    }

    [Fact]
    public void BombsOnLongTexts_GiveTheirResults()
    {
        var text = new string('a', 100_000);
        Assert.True(IsMatch("(a+)+$", text));
        Assert.False(IsMatch("(a+)+$", text + "!"));
        Assert.False(IsFoundIn("(a+)+$", text + "!"));
        Assert.True(IsMatch("(a|aa)+", text));
        Assert.False(IsMatch("(a|aa)+", text + "b"));
        Assert.False(IsMatch("(x+x+)+y", new string('x', 100_000)));
        Assert.True(IsMatch("(x+x+)+y", new string('x', 100_000) + "y"));
        Assert.False(IsFoundIn("(x+x+)+y", new string('x', 100_000)));
    }

    [Fact]
    public void PatternThatMustRememberItsPast_IsMatchedWithoutATable()
    {
        var pattern = Read(".*a.{40}");
        Assert.Null(pattern.FullStates);
        Assert.False(pattern.MatchesEverything);
        Assert.True(pattern.IsMatch(Encoding.UTF8.GetBytes("ba" + new string('b', 40))));
        Assert.False(pattern.IsMatch(Encoding.UTF8.GetBytes("bb" + new string('b', 40))));
        Assert.True(pattern.IsMatch(Encoding.UTF8.GetBytes(new string('a', 5_000))));
        Assert.False(pattern.IsMatch(Encoding.UTF8.GetBytes("a\n" + new string('b', 40))));
    }

    [Fact]
    public void LargestPattern_IsMatchedToItsLastPlace()
    {
        var pattern = Read("(?:.*a.{248}){4}");
        Assert.Null(pattern.FullStates);
        var block = "a" + string.Concat(Enumerable.Repeat("é", 248));
        Assert.True(pattern.IsMatch(Encoding.UTF8.GetBytes(block + block + block + block)));
        Assert.False(pattern.IsMatch(Encoding.UTF8.GetBytes(block + block + block + block[..^1])));
    }

    /// <summary>The text is the agent's, and rules are many: none of them may cost more than some milliseconds, whatever it is asked.</summary>
    [Theory]
    [InlineData("[a-c]*a[a-c]{300}x0", 3437)]
    [InlineData(".*a.{40}", 24385)]
    [InlineData("(a+)+$", null)]
    public void PatternWithoutATable_DecidesTextsOfSoManyCharacters(string pattern, int? longest) => Assert.Equal(longest, Read(pattern).LongestDecided(isSearch: false));

    [Theory]
    [InlineData("[A-Z]{3}-[0-9]{4}")]
    [InlineData("[^😀]*a.*")]
    [InlineData(".*a.{40}")]
    public void Matching_AllocatesNothing(string text)
    {
        var pattern = Read(text);
        var value = Encoding.UTF8.GetBytes("ACC-1234 für 😀 " + new string('a', 200));
        var expected = (pattern.IsMatch(value), pattern.IsFoundIn(value));

        var same = true;
        var allocated = Allocation.Least(() =>
        {
            for (var i = 0; i < 100; i++) same &= (pattern.IsMatch(value), pattern.IsFoundIn(value)) == expected;
        });

        Assert.True(same);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task OnePatternInManyThreads_GivesTheSameResults()
    {
        var pattern = Read("(?:[a-z]+[0-9]{2}\\.)*.*x.{30}");
        var texts = Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes($"ab12.cd{i}.x{new string('y', i)}")).ToArray();
        var expected = texts.Select(text => pattern.IsMatch(text)).ToArray();
        Assert.Equal([30], Enumerable.Range(0, 50).Where(i => expected[i]));
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => texts.Select(text => pattern.IsMatch(text)).ToArray())));
        Assert.All(runs, run => Assert.Equal(expected, run));
    }
}
