using Aegis.Streams.Policy.Rego;

namespace Aegis.Streams.Tests.Policy.Rego;

public sealed class TextReadingTests
{
    [Theory]
    [InlineData("P1W", 6_048_000_000_000)]
    [InlineData("P1DT2H3M4S", 937_840_000_000)]
    [InlineData("PT0.25S", 2_500_000)]
    [InlineData("PT1S", 10_000_000)]
    [InlineData("PT0S", 0)]
    public void Durations_AreTicks(string text, long ticks) => Assert.Equal(ticks, DurationText.TryRead(text));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1Y")]
    [InlineData("P1M")]
    [InlineData("PT1M1H")]
    [InlineData("P1H")]
    [InlineData("P0.5D")]
    [InlineData("PT0.S")]
    [InlineData("PT.5S")]
    [InlineData("PT1.5")]
    [InlineData("PT1")]
    [InlineData("-P1D")]
    [InlineData("p1d")]
    [InlineData("P1D ")]
    [InlineData("P999999999W")]
    [InlineData("P1000000000D")]
    public void OtherTexts_AreNoDurations(string text) => Assert.Null(DurationText.TryRead(text));

    [Theory]
    [InlineData("1970-01-02", 864_000_000_000)]
    [InlineData("1970-01-01T01:00:00+01:00", 0)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    public void Instants_AreTicks(string text, long ticks) => Assert.Equal(ticks, InstantText.TryRead(text));

    [Theory]
    [InlineData("1970-1-2")]
    [InlineData("1970-02-30")]
    [InlineData("1970-01-01T00:00:00")]
    [InlineData("1970-01-01 00:00:00Z")]
    [InlineData(" 1970-01-01")]
    public void OtherTexts_AreNoInstants(string text) => Assert.Null(InstantText.TryRead(text));
}
