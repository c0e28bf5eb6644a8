using Aegis.Streams.Catalog;

namespace Aegis.Streams.Tests.Catalog;

public sealed class CatalogPriceTests
{
    [Theory]
    [InlineData("129.00", "USD", 12900)]
    [InlineData("129", "USD", 12900)]
    [InlineData("129.5", "USD", 12950)]
    [InlineData("0.05", "USD", 5)]
    [InlineData("0", "USD", 0)]
    [InlineData("0129.00", "USD", 12900)]
    [InlineData("129", "JPY", 129)]
    [InlineData("1.234", "KWD", 1234)]
    [InlineData("92233720368547758.07", "USD", long.MaxValue)]
    public void Price_IsReadExactly(string text, string currency, long expected)
    {
        Assert.True(CatalogPrice.TryParse(text, currency, out var minor));
        Assert.Equal(expected, minor);
    }

    [Theory]
    [InlineData("", "USD")]
    [InlineData(".5", "USD")]
    [InlineData("5.", "USD")]
    [InlineData("1.999", "USD")]
    [InlineData("1.000", "USD")]
    [InlineData("1.0", "JPY")]
    [InlineData("-1", "USD")]
    [InlineData("+1", "USD")]
    [InlineData(" 1", "USD")]
    [InlineData("1e2", "USD")]
    [InlineData("1,50", "USD")]
    [InlineData("1.000,50", "EUR")]
    [InlineData("١", "USD")]
    [InlineData("92233720368547758.08", "USD")]
    public void AnythingElse_IsNoPrice(string text, string currency) => Assert.False(CatalogPrice.TryParse(text, currency, out _));

    [Theory]
    [InlineData(12900, "USD", "129.00")]
    [InlineData(5, "USD", "0.05")]
    [InlineData(0, "JPY", "0")]
    [InlineData(1234, "KWD", "1.234")]
    [InlineData(long.MaxValue, "USD", "92233720368547758.07")]
    public void Price_IsWrittenWithTheDecimalsOfItsCurrency(long minor, string currency, string expected) =>
        Assert.Equal(expected, CatalogPrice.Format(minor, currency));
}
