using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Dlp;

/// <summary>Why no detector uses <see cref="RegexOptions.NonBacktracking"/>. If this fails, the runtime has mended it, and docs and this test may go.</summary>
public sealed class NonBacktrackingRegexTests
{
    private const string Pattern = @"1?\b[0-9]-[0-9]";
    private const string Text = "11,1-7-1-1";

    [Fact]
    public void OptionalPrefixBeforeABoundary_LosesAMatchWithoutBacktracking()
    {
        Assert.Equal([(3, "1-7"), (7, "1-1")], Find(RegexOptions.None));
        Assert.Equal([(3, "1-7"), (7, "1-1")], Find(RegexOptions.Compiled));
        Assert.Equal([(7, "1-1")], Find(RegexOptions.NonBacktracking));
    }

    private static IEnumerable<(int Place, string Value)> Find(RegexOptions options) => Regex.Matches(Text, Pattern, options).Select(match => (match.Index, match.Value));
}
