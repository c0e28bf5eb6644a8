using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.Intents;
using CsCheck;

namespace Aegis.Streams.Tests.Cli.Catalog;

public sealed class CatalogFormatTests
{
    private static readonly CatalogItem Desk = new()
    {
        Tenant = "acme",
        Sku = "A-1",
        Name = "Desk, 27\"",
        State = CatalogItemState.Active,
        Currency = "USD",
        ListPriceMinor = 12900,
        FloorPriceMinor = 5,
        UpdatedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, 250, TimeSpan.Zero),
        MaxDiscountPercent = ExactDecimal.FromMinorUnits(125, 1),
    };

    [Fact]
    public void Item_IsWrittenAsCsv() =>
        Assert.Equal("acme,A-1,\"Desk, 27\"\"\",active,USD,129.00,0.05,2026-11-24T10:00:00.25Z,12.5", new CatalogCsv(null).Write(Desk));

    [Fact]
    public void Item_IsWrittenAsJson() => Assert.Equal(
        """{"tenant":"acme","sku":"A-1","name":"Desk, 27\"","state":"active","currency":"USD","list_price":"129.00","floor_price":"0.05","updated_at":"2026-11-24T10:00:00.25Z","max_discount_percent":"12.5"}""",
        new CatalogJsonLines(null).Write(Desk));

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void WrittenItems_AreReadAsTheSameItems(string name)
    {
        var items =
            from text in Gen.Char["aB\", é{\\"].Array[0, 12]
            from list in Gen.Long[0, long.MaxValue].Nullable()
            from floor in Gen.Long[0, 100_000].Nullable()
            from currency in Gen.OneOf("USD", "JPY", "KWD", "CLF")
            from seconds in Gen.Long[0, 2_000_000_000].Nullable()
            from isActive in Gen.Bool
            select new CatalogItem
            {
                Tenant = "acme",
                Sku = "A-1",
                Name = text.Length == 0 ? null : new string(text),
                State = isActive ? CatalogItemState.Active : CatalogItemState.Inactive,
                Currency = currency,
                ListPriceMinor = list,
                FloorPriceMinor = floor,
                UpdatedAt = seconds is { } second ? DateTimeOffset.FromUnixTimeSeconds(second) : null,
            };
        items.Sample(item =>
        {
            var format = CatalogTable.Form.Formats[name](null);
            var text = $"{format.Header}\n{format.Write(item)}\n".TrimStart('\n');
            var line = Assert.Single(new TableFile<CatalogItem>(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file", CatalogTable.Form.CodecOf(null), format).Read());
            Assert.Equal(item, line.Row);
        });
    }

    [Theory]
    [InlineData("""{"tenant":"acme","sku":"A-1","state":"active","currency":"USD","floor_price":12.5}""", null)]
    [InlineData("""{"sku":"A-1","state":"active"}""", "tenant: must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit")]
    [InlineData("""{"tenant":"acme","sku":"A-1","state":"active","currency":"USD","floor_price":12.505}""", "floor_price: must be a number such as 129.00, with no more decimals than the currency has")]
    [InlineData("""{"tenant":"acme","sku":"A-1","state":"active","currency":"USD","floor_price":1e2}""", "floor_price: must be a number such as 129.00, with no more decimals than the currency has")]
    [InlineData("""{"tenant":"acme","sku":"A-1","state":"active","currency":"JPY","floor_price":-1}""", "floor_price: must be a number such as 12900, with no more decimals than the currency has")]
    [InlineData("""{"tenant":"acme","sku":17,"state":"active"}""", "sku: must be a JSON string")]
    [InlineData("""{"tenant":"acme","sku":"A-1","sku":"A-2","state":"active"}""", "line.sku: The name occurs twice in one object.")]
    [InlineData("""{"tenant":"acme","sku":"A-1","state":"active","floor_prise":"1"}""", "line: has a member that is none of tenant, sku, name, state, currency, list_price, floor_price, updated_at, max_discount_percent")]
    [InlineData("""{"tenant":"acme",""", "line.tenant: The text is not valid JSON at byte 17.")]
    [InlineData("""["acme"]""", "line: The text must be one JSON object.")]
    public void JsonLine_IsAnItemOrNamesItsFault(string text, string? fault)
    {
        var file = new TableFile<CatalogItem>(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file", CatalogTable.Form.CodecOf(null), new CatalogJsonLines(null));

        Assert.Equal(fault, Assert.Single(file.Read()).Fault?.ToString());
    }
}
