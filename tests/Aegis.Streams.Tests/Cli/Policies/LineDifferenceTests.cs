using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Tests.Cli.Policies;

public sealed class LineDifferenceTests
{
    [Fact]
    public void EqualTexts_GiveNothing() => Assert.Empty(LineDifference.Write("f", "a\n", "a\n"));

    [Fact]
    public void Changes_FarApartAreHunksOfTheirOwn()
    {
        var before = string.Concat(Enumerable.Range(1, 20).Select(i => $"{i}\n"));
        var after = before.Replace("2\n3\n", "2\nx\n", StringComparison.Ordinal).Replace("18\n", "18\ny\n", StringComparison.Ordinal);

        Assert.Equal(
            ["--- f", "+++ f", "@@ -1,6 +1,6 @@", " 1", " 2", "-3", "+x", " 4", " 5", " 6", "@@ -16,5 +16,6 @@", " 16", " 17", " 18", "+y", " 19", " 20"],
            LineDifference.Write("f", before, after));
    }

    [Fact]
    public void NewFile_BeginsAtLineZero() =>
        Assert.Equal(["--- f", "+++ f", "@@ -0,0 +1,1 @@", "+a"], LineDifference.Write("f", "", "a\n"));
}
