using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.State;

namespace Aegis.Streams.Tests.Catalog;

public sealed class CatalogResolverTests
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)7, 32)];

    private static readonly TableSnapshot<CatalogItem> Catalog = new TableSnapshot<CatalogItem>(1).Apply(
        [
            Row(new CatalogItem { Tenant = "acme", Sku = "A", State = CatalogItemState.Active, Currency = "EUR", FloorPriceMinor = 9_999 }, 4),
            Row(new CatalogItem { Tenant = "acme", Sku = "OLD", State = CatalogItemState.Inactive }, 5),
            Row(new CatalogItem { Tenant = "acme", Sku = "FREE", State = CatalogItemState.Active }, 6),
            Row(new CatalogItem { Tenant = "acme", Sku = "YEN", State = CatalogItemState.Active, Currency = "JPY", FloorPriceMinor = 500 }, 7),
            Row(new CatalogItem { Tenant = "acme", Sku = "DINAR", State = CatalogItemState.Active, Currency = "KWD", FloorPriceMinor = 1_500 }, 8),
            Row(new CatalogItem { Tenant = "globex", Sku = "G", State = CatalogItemState.Active }, 9),
            Row(new CatalogItem { Tenant = "acme", Sku = "LIMITED", State = CatalogItemState.Active, MaxDiscountPercent = ExactDecimal.FromMinorUnits(15, 0) }, 3),
        ],
        [10]);

    [Fact]
    public void ActiveItem_HoldsAndNamesItsRecord()
    {
        var resolution = Resolve("A", "{}");

        Assert.Empty(resolution.Findings);
        Assert.Equal(new TableReference("catalog", "acme/A", Found: true, 0, 4, Hash), Assert.Single(resolution.References));
    }

    [Theory]
    [InlineData("B")]
    [InlineData("a")]
    [InlineData("G")]
    public void AbsentItem_IsDeniedAndNamesHowFarTheTableWasRead(string sku)
    {
        var resolution = Resolve(sku, "{}");

        Assert.Equal("catalog.sku_unknown", Assert.Single(resolution.Findings).Reason.Code);
        Assert.Equal(new TableReference("catalog", $"acme/{sku}", Found: false, 0, 10, default), Assert.Single(resolution.References));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A ")]
    [InlineData("A/../globex/G")]
    [InlineData("anna.schmidt@example.com")]
    public void TextThatIsNoSku_IsDeniedWithoutALookUp(string sku)
    {
        var resolution = Resolve(sku, "{}");

        Assert.Equal("catalog.sku_unknown", Assert.Single(resolution.Findings).Reason.Code);
        Assert.Empty(resolution.References);
    }

    [Fact]
    public void InactiveItem_IsDenied() =>
        Assert.Equal((DecisionOutcome.Deny, "catalog.sku_inactive"), Single(Resolve("OLD", "{}")));

    [Theory]
    [InlineData("A", "99.99")]
    [InlineData("A", "\"99.99\"")]
    [InlineData("A", "\"99.990\"")]
    [InlineData("A", "9.999e1")]
    [InlineData("FREE", "0")]
    [InlineData("YEN", "500")]
    [InlineData("DINAR", "1.5")]
    public void PriceAtTheFloor_Holds(string sku, string price) =>
        Assert.Empty(Resolve(sku, $$"""{"unit_price":{{price}},"currency":"{{CurrencyOf(sku)}}"}""").Findings);

    [Theory]
    [InlineData("A", "99.98", "99.99")]
    [InlineData("A", "\"99.9899999999999999999999999999999999999\"", "99.99")]
    [InlineData("A", "0", "99.99")]
    [InlineData("YEN", "499.99", "500")]
    [InlineData("DINAR", "1.499", "1.5")]
    public void PriceBelowTheFloor_NeedsApproval(string sku, string price, string floor)
    {
        var resolution = Resolve(sku, $$"""{"unit_price":{{price}},"currency":"{{CurrencyOf(sku)}}"}""");

        Assert.Equal((DecisionOutcome.ApprovalNeeded, "catalog.price_below_floor"), Single(resolution));
        Assert.Equal(floor, resolution.Findings[0].Reason.Limit);
        Assert.Equal("parameters.unit_price", resolution.Findings[0].Reason.Path);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("\"99,99\"")]
    [InlineData("\"EUR 99\"")]
    [InlineData("[99]")]
    [InlineData("-1")]
    [InlineData("\" 99.99\"")]
    [InlineData("\"99.99\\n\"")]
    [InlineData("\"+99.99\"")]
    [InlineData("\"099.99\"")]
    [InlineData("\"99.\"")]
    [InlineData("\".99\"")]
    [InlineData("\"9_999\"")]
    [InlineData("\"0x63\"")]
    [InlineData("\"\uff19\uff19\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"-1\"")]
    public void PriceThatIsNone_IsDenied(string price) =>
        Assert.Equal((DecisionOutcome.Deny, "catalog.invalid_price"), Single(Resolve("FREE", $$"""{"unit_price":{{price}},"currency":"EUR"}""")));

    [Theory]
    [InlineData("\"USD\"")]
    [InlineData("\"eur\"")]
    [InlineData("null")]
    [InlineData("978")]
    public void OtherCurrency_IsDenied(string currency)
    {
        var resolution = Resolve("A", $$"""{"currency":{{currency}}}""");

        Assert.Equal((DecisionOutcome.Deny, "catalog.currency_mismatch"), Single(resolution));
        Assert.Equal("EUR", resolution.Findings[0].Reason.Limit);
    }

    [Fact]
    public void SameCurrency_Holds() => Assert.Empty(Resolve("A", """{"currency":"EUR","unit_price":120}""").Findings);

    [Theory]
    [InlineData("15")]
    [InlineData("15.000")]
    [InlineData("0")]
    public void DiscountUpToTheItemsLimit_Holds(string discount) =>
        Assert.Empty(Resolve("LIMITED", $$"""{"discount_percent":{{discount}}}""").Findings);

    [Theory]
    [InlineData("15.0000000000000000000000000000000001")]
    [InlineData("1e2")]
    public void DiscountOverTheItemsLimit_NeedsApproval(string discount)
    {
        var resolution = Resolve("LIMITED", $$"""{"discount_percent":{{discount}}}""");

        Assert.Equal((DecisionOutcome.ApprovalNeeded, "catalog.discount_over_limit"), Single(resolution));
        Assert.Equal("15", resolution.Findings[0].Reason.Limit);
    }

    [Theory]
    [InlineData("{}", "policy.parameter_missing", "parameters.sku")]
    [InlineData("""{"sku":7}""", "policy.parameter_type", "parameters.sku")]
    public void SkuAbsentOrOfAnotherType_IsDenied(string parameters, string code, string path)
    {
        var finding = Assert.Single(ResolveText(parameters, new CatalogDemand(Path("sku"))).Findings);

        Assert.Equal((DecisionOutcome.Deny, code, path), (finding.Outcome, finding.Reason.Code, finding.Reason.Path));
    }

    [Theory]
    [InlineData("""{"sku":"A","currency":"EUR","discount_percent":5}""", "parameters.unit_price")]
    [InlineData("""{"sku":"A","unit_price":100,"discount_percent":5}""", "parameters.currency")]
    [InlineData("""{"sku":"LIMITED","unit_price":100,"currency":"EUR"}""", "parameters.discount_percent")]
    [InlineData("""{"sku":"FREE","unit_price":100,"discount_percent":5}""", "parameters.currency")]
    [InlineData("""{"sku":"FREE","unit_price":100,"currency":"EUR"}""", "parameters.discount_percent")]
    public void ParameterThatTheDemandNamesAndTheCallLeavesOut_IsDenied(string parameters, string path)
    {
        var finding = Assert.Single(ResolveText(parameters, Priced).Findings);

        Assert.Equal((DecisionOutcome.Deny, "policy.parameter_missing", path), (finding.Outcome, finding.Reason.Code, finding.Reason.Path));
        Assert.StartsWith("Send ", finding.Reason.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryItemOfAnArray_IsChecked()
    {
        var demand = new CatalogDemand(Path("lines[*].sku")) { Price = Path("lines[*].price"), Currency = Path("currency") };

        var resolution = ResolveText("""{"currency":"EUR","lines":[{"sku":"A","price":99.99},{"sku":"A","price":1},{"sku":"OLD","price":1},{"sku":"A"},{"sku":"B"}]}""", demand);

        Assert.Equal(
            ["catalog.price_below_floor parameters.lines[1].price", "catalog.sku_inactive parameters.lines[2].sku", "policy.parameter_missing parameters.lines[3].price", "catalog.sku_unknown parameters.lines[4].sku"],
            resolution.Findings.Select(finding => $"{finding.Reason.Code} {finding.Reason.Path}"));
        Assert.Equal(["acme/A", "acme/OLD", "acme/B"], resolution.References.Select(reference => reference.Key));
    }

    [Theory]
    [InlineData("{}", "policy.parameter_missing")]
    [InlineData("""{"lines":{}}""", "policy.parameter_type")]
    [InlineData("""{"lines":[]}""", "policy.parameter_items")]
    public void NoItemsToCheck_IsDenied(string parameters, string code) =>
        Assert.Equal((DecisionOutcome.Deny, code), Single(ResolveText(parameters, new CatalogDemand(Path("lines[*].sku")))));

    private static (DecisionOutcome Outcome, string Code) Single(CatalogResolution resolution)
    {
        var finding = Assert.Single(resolution.Findings);
        return (finding.Outcome, finding.Reason.Code);
    }

    [Theory]
    [InlineData("""{"sku":"A","currency":"EUR","discount_percent":5}""", "price", "")]
    [InlineData("""{"sku":"A","discount_percent":5}""", "price currency", "")]
    [InlineData("""{"sku":"A","unit_price":100,"currency":"EUR"}""", "discount", "")]
    [InlineData("""{"sku":"A","unit_price":100,"discount_percent":5}""", "price currency discount", "policy.parameter_missing parameters.currency")]
    [InlineData("""{"sku":"A"}""", "currency", "policy.parameter_missing parameters.unit_price, policy.parameter_missing parameters.discount_percent")]
    [InlineData("""{"sku":"A","unit_price":null,"currency":"EUR","discount_percent":5}""", "price", "catalog.invalid_price parameters.unit_price")]
    public void OptionalParameter_MayBeLeftOut_AndACurrencyOnlyWithItsPrice(string parameters, string optional, string findings)
    {
        var demand = Priced with { IsPriceOptional = optional.Contains("price", StringComparison.Ordinal), IsCurrencyOptional = optional.Contains("currency", StringComparison.Ordinal), IsDiscountOptional = optional.Contains("discount", StringComparison.Ordinal) };

        Assert.Equal(findings, string.Join(", ", ResolveText(parameters, demand).Findings.Select(finding => $"{finding.Reason.Code} {finding.Reason.Path}")));
    }

    [Fact]
    public void PriceWithoutACurrencyInTheDemand_IsComparedAsTheItems() =>
        Assert.Equal((DecisionOutcome.ApprovalNeeded, "catalog.price_below_floor"), Single(ResolveText("""{"sku":"A","unit_price":99}""", new CatalogDemand(Path("sku")) { Price = Path("unit_price") })));

    private static CatalogDemand Priced => new(Path("sku")) { Price = Path("unit_price"), Currency = Path("currency"), Discount = Path("discount_percent") };

    private static string CurrencyOf(string sku) => sku switch { "YEN" => "JPY", "DINAR" => "KWD", _ => "EUR" };

    private static CatalogResolution Resolve(string sku, string parameters)
    {
        var others = parameters.TrimStart('{');
        return ResolveText($"{{\"sku\":\"{sku}\"{(others == "}" ? "" : ",")}{others}", new CatalogDemand(Path("sku"))
        {
            Price = Path("unit_price"),
            Currency = Path("currency"),
            Discount = Path("discount_percent"),
            IsPriceOptional = true,
            IsCurrencyOptional = true,
            IsDiscountOptional = true,
        });
    }

    private static CatalogResolution ResolveText(string parameters, CatalogDemand demand)
    {
        var table = new ParameterTable();
        Assert.Null(table.Read(Encoding.UTF8.GetBytes(parameters), new IntentLimits(), "parameters"));
        return CatalogResolver.Resolve(new CatalogCheck("rule", demand), "acme", table, Catalog);
    }

    private static ParameterPath Path(string text) => ParameterPath.TryParse(text, out var path) ? path : throw new ArgumentException(text, nameof(text));

    private static TableChange<CatalogItem> Row(CatalogItem item, long offset) =>
        new(new CatalogItemCodec().EncodeKey(item), new TableRow<CatalogItem>(item, 0, offset, Hash));
}
