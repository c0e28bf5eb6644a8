using System.Text;
using Aegis.Streams.Cli;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Tables;

namespace Aegis.Streams.Tests.Cli.Tables;

public sealed class TableFileTests
{
    private const string Header = "tenant,sku,name,state,currency,list_price,floor_price,updated_at\n";

    [Fact]
    public void BadLinesAmongGoodOnes_AreRejectedByThemselves()
    {
        var lines = Read("\uFEFF" + Header.Replace("\n", "\r\n", StringComparison.Ordinal) +
            "acme,A-1,\"Desk, 27\"\"\",active,USD,129.00,99.50,2026-11-24T10:00:00Z\r\n"
            + "\r\n"
            + "acme,A-2,\"no end,active,USD,1,1,\n"
            + "acme,A-3,,active,USD,1.999,1,\n"
            + "acme,A-4,,sold,USD,1,1,\n"
            + "acme,A 5,,active,USD,1,1,\n"
            + "acme,A-6,,active,,1,,\n"
            + "acme,A-1,,active,,,,\n"
            + "acme,A-8,,active,USD,1\n"
            + "ACME,A-9,,active,USD,,,\n"
            + "acme,A-10,,active,USD,,,yesterday\n"
            + "acme,A-11,,inactive,,,,");

        Assert.Equal(
            [
                "2 acme/A-1",
                "4 line: value 3 has no closing quote on this line; a value may not have line breaks",
                "5 list_price: must be a number such as 129.00, with no more decimals than the currency has",
                "6 state: must be active or inactive",
                "7 sku: must be 1 to 64 characters of A-Z a-z 0-9 . _ -",
                "8 currency: is required with a price: three capital letters (ISO 4217)",
                "9 key: repeats the key of line 2, which stands",
                "10 line: has 6 values for 8 columns",
                "11 tenant: must be 1 to 64 characters of a-z 0-9 . _ -, the first a letter or digit",
                "12 updated_at: must be an instant such as 2026-11-24T10:00:00Z",
                "13 acme/A-11",
            ],
            lines);
    }

    [Fact]
    public void InvalidUtf8AndHugeLine_AreRejectedByThemselves()
    {
        byte[] text =
        [
            .. Encoding.UTF8.GetBytes(Header + "acme,A-1,"), 0xff, .. Encoding.UTF8.GetBytes(",active,,,,\nacme,A-2,"), .. Encoding.UTF8.GetBytes(new string('x', 1 << 20)),
            .. Encoding.UTF8.GetBytes(",active,,,,\nacme,A-3,,active,,,,\n"),
        ];

        Assert.Equal(
            ["2 line: is not valid UTF-8 text; save the file as UTF-8", "3 line: must have at most 1048576 bytes", "4 acme/A-3"],
            Read(new MemoryStream(text), new CatalogCsv(null)));
    }

    [Theory]
    [InlineData("tenant;sku;state\n", "catalog.csv:1: header: has a column that is none of tenant, sku, name, state, currency, list_price, floor_price, updated_at, max_discount_percent, separated by commas")]
    [InlineData("\n\ntenant,sku,state\n", "catalog.csv:3: header: has no column currency, floor_price")]
    [InlineData("sku,state,currency,floor_price\n", "catalog.csv:1: header: has no column tenant; add it, or name the tenant with --tenant")]
    [InlineData("tenant,sku,sku,state,currency,floor_price\n", "catalog.csv:1: header: has a column twice")]
    public void HeaderOfAnotherFile_IsAFaultOfTheFile(string text, string expected)
    {
        var fault = Assert.Throws<CliRefusalException>(() => Read(text));

        Assert.Equal((1, expected), (fault.ExitCode, fault.Message));
    }

    [Fact]
    public void ColumnsInAnotherOrderAndATenantForAll_GiveItems() =>
        Assert.Equal(["2 globex/B-1"], Read(new MemoryStream("floor_price,currency,state,sku\n1,JPY,active,B-1\n"u8.ToArray()), new CatalogCsv("globex")));

    private static List<string> Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new CatalogCsv(null));

    private static List<string> Read(Stream stream, CatalogCsv format) =>
        [.. new TableFile<Aegis.Streams.Catalog.CatalogItem>(stream, "catalog.csv", CatalogTable.Form.CodecOf(null), format).Read()
            .Select(line => $"{line.Number} {line.Fault?.ToString() ?? Encoding.UTF8.GetString(line.Key)}")];
}
