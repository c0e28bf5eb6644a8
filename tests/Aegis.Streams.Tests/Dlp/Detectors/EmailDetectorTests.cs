namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>Mail addresses as long as they may be, and longer.</summary>
public sealed class EmailDetectorTests
{
    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(130, false)]
    public void LocalPart_IsAsLongAsRfc5321Allows(int length, bool isFound)
    {
        string[] locals = [new('a', length), new string('a', length - 2) + ".b", "b." + new string('a', length - 2), new string('a', length - 3) + "-1b"];
        foreach (var local in locals)
            foreach (var before in (string[])["", "x ", "to: ", "name,"])
                Assert.Equal(isFound ? [$"EMAIL {local}@acme.com"] : [], Found.InText($"{before}{local}@acme.com"));
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(130, false)]
    public void Label_IsAsLongAsRfc1035Allows(int length, bool isFound)
    {
        string[] labels = [new('a', length), new string('a', length - 2) + "-b", "b-" + new string('a', length - 2)];
        foreach (var label in labels)
            foreach (var before in (string[])["", "x ", new string('y', 61) + " "])
                Assert.Equal(isFound ? [$"EMAIL ann@{label}.com"] : [], Found.InText($"{before}ann@{label}.com"));
    }

    [Theory]
    [InlineData("git@github.com:acme/quotes.git", false)]
    [InlineData("git@github.com:~ann/quotes", false)]
    [InlineData("git@github.com", true)]
    [InlineData("git@github.com: call", true)]
    [InlineData("legit@github.com:acme", true)]
    public void PlaceOfARepository_IsNoAddress(string text, bool isFound) => Assert.Equal(isFound, Found.InText(text).Any(found => found.StartsWith("EMAIL ", StringComparison.Ordinal)));
}
