using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Tests.Cli.Terminal;

public sealed class ProgressLineTests
{
    [Fact]
    public void KnownWhole_GivesABar() =>
        Assert.Equal("loading [==========                    ] 34 %  1,234 lines  617/s", ProgressLine.Render("loading", "lines", 1234, 0.34, TimeSpan.FromSeconds(2)));

    [Fact]
    public void UnknownWhole_GivesCountAndRate() =>
        Assert.Equal("loading  10 lines  0/s", ProgressLine.Render("loading", "lines", 10, null, TimeSpan.Zero));

    [Theory]
    [InlineData(0.25, 60, "  3:00 left")]
    [InlineData(0.5, 1, "")]
    [InlineData(null, 60, "")]
    public void TimeLeft_IsSaidWhenItCanBeTold(double? part, int seconds, string expected) => Assert.Equal(expected, ProgressLine.Left(part, TimeSpan.FromSeconds(seconds)));
}
