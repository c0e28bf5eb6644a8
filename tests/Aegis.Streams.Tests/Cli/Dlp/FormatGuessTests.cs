using System.Text;
using Aegis.Streams.Cli.Dlp;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Tests.Dlp;

namespace Aegis.Streams.Tests.Cli.Dlp;

/// <summary>What a file holds is told from how it begins.</summary>
public sealed class FormatGuessTests
{
    [Fact]
    public void JsonThatIsDeeperThanIsLookedAt_IsStillJson()
    {
        var json = """{"e":"ann\\u0040acme.example"}""";
        for (var level = 0; level < 4; level++) json = $"[{DlpTexts.Quote(json, 0)}]";

        Assert.Equal(RecordFormat.JsonLines, FormatGuess.OfContent("notes", Encoding.UTF8.GetBytes(json)));
    }
}
