using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;
using static Aegis.Streams.Policy.Lint.LintExample;

namespace Aegis.Streams.Policy.Lint;

/// <summary>A catalog check looks at a price and at no currency.</summary>
internal sealed class PriceWithoutCurrencyLint : RuleLint
{
    public override string Id => "price-without-currency";

    public override string Summary => "A catalog check looks at a price and at no currency.";

    public override string Why => "The price is taken to be in the currency of the item, so 100 of anything passes a floor of 100 EUR. Name the parameter with the currency; it can be left out where the tool knows only one.";

    public override ImmutableArray<string> Triggers => [Of("{sku: sku, price: unit_price}"), Of("{sku: 'items[*].sku', price: 'items[*].price', optional: price}")];

    public override ImmutableArray<string> Passes => [Of("{sku: sku, price: unit_price, currency: currency}"), Of("{sku: sku, discount: discount_percent}"), Of("{sku: sku}")];

    protected override void Check(LintSubject subject, PolicyRule rule)
    {
        if (rule.Catalog is { Price: { } price, Currency: null })
            subject.Add(this, rule, $"`{rule.Id}` compares `{price}` with the floor price, whatever currency it is in", "add `currency`", "catalog", "price");
    }

    private static string Of(string catalog) => Body(PermitRule("r", $"catalog: {catalog}"));
}
