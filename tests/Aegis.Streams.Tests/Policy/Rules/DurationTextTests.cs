using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Rules;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("PT0S", 0, "PT0S")]
    [InlineData("P0D", 0, "PT0S")]
    [InlineData("P1W", 604_800, "P7D")]
    [InlineData("P1W1D", 691_200, "P8D")]
    [InlineData("P30D", 2_592_000, "P30D")]
    [InlineData("PT36H", 129_600, "P1DT12H")]
    [InlineData("PT1H30M", 5_400, "PT1H30M")]
    [InlineData("P1DT1H1M1S", 90_061, "P1DT1H1M1S")]
    [InlineData("PT90S", 90, "PT1M30S")]
    [InlineData("PT1.50S", 1.5, "PT1.5S")]
    [InlineData("PT1M0.0000001S", 60.0000001, "PT1M0.0000001S")]
    public void Duration_IsReadAndHasOneSpelling(string text, double seconds, string spelling)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)), duration);
        Assert.Equal(spelling, DurationText.Format(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("1D")]
    [InlineData("p1d")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT1D")]
    [InlineData("P1H")]
    [InlineData("P1DT")]
    [InlineData("PT1S1M")]
    [InlineData("P-1D")]
    [InlineData("-P1D")]
    [InlineData("P1.5D")]
    [InlineData("PT1.S")]
    [InlineData("PT.5S")]
    [InlineData("PT1.12345678S")]
    [InlineData("P1D ")]
    [InlineData("P١D")]
    [InlineData("P999999999D")]
    [InlineData("P0000000001D")]
    public void OtherText_IsRefused(string text) => Assert.False(DurationText.TryParse(text, out _));
}
