using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Tests.Cli.Options;

public sealed class DurationOptionTests
{
    [Theory]
    [InlineData("30s", 30_000)]
    [InlineData("30", 30_000)]
    [InlineData("0.5s", 500)]
    [InlineData("500ms", 500)]
    [InlineData("2m", 120_000)]
    [InlineData("24h", 86_400_000)]
    public void Time_IsRead(string text, int milliseconds) => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DurationOption.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e9")]
    [InlineData("25h")]
    [InlineData("1,5s")]
    [InlineData("5 s")]
    [InlineData("5sm")]
    [InlineData("NaN")]
    public void AnythingElse_IsNone(string text) => Assert.Null(DurationOption.Read(text));
}
