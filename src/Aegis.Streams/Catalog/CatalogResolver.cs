using System.Text;
using System.Text.Json;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.State;

namespace Aegis.Streams.Catalog;

/// <summary>
/// Resolves policy's demand for a canonical SKU: the tenant's catalog has it, byte for byte, it is sold, and what the call quotes
/// (`parameters.unit_price`, `parameters.currency`, both optional) fits its floor price.
/// </summary>
public static class CatalogResolver
{
    /// <summary>The table's name in references.</summary>
    public const string Table = "catalog";

    private const string SkuPath = "parameters.sku";
    private const string PricePath = "parameters.unit_price";
    private const string CurrencyPath = "parameters.currency";

    /// <summary>Resolves the demand.</summary>
    /// <param name="check">The demand.</param>
    /// <param name="intent">The intent; its parameters are valid JSON.</param>
    /// <param name="catalog">The catalog.</param>
    /// <returns>What the catalog says.</returns>
    public static CatalogResolution Resolve(CatalogCheck check, Intent intent, TableSnapshot<CatalogItem> catalog)
    {
        // No row can have such a name. Without a look-up, free text does not reach the references of a decision.
        if (!Skus.IsValid(check.Sku)) return new CatalogResolution([Unknown(check)], null);

        var key = $"{intent.Tenant}/{check.Sku}";
        Span<byte> keyBytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        var lookup = catalog.Find(keyBytes[..Encoding.UTF8.GetBytes(key, keyBytes)]);
        var reference = lookup.ToReference(Table, key);
        if (lookup.Row?.Value is not { } item) return new CatalogResolution([Unknown(check)], reference);

        List<Finding>? findings = null;
        if (item.State != CatalogItemState.Active)
            (findings = []).Add(Finding.Deny(ReasonCodes.SkuInactive, SkuPath, "Choose an item that is still sold.", check.RuleId));
        if (TestCurrency(item, intent.Parameters.Span, check.RuleId) is { } currency) (findings ??= []).Add(currency);
        if (TestPrice(item, intent.Parameters.Span, check.RuleId) is { } price) (findings ??= []).Add(price);
        return new CatalogResolution(findings ?? [], reference);
    }

    private static Finding Unknown(CatalogCheck check) =>
        Finding.Deny(ReasonCodes.SkuUnknown, SkuPath, "Send a SKU exactly as the catalog spells it.", check.RuleId);

    private static Finding? TestCurrency(CatalogItem item, ReadOnlySpan<byte> parameters, string ruleId)
    {
        var currency = ParameterValue.Find(parameters, "currency"u8);
        if (currency.Type == JsonTokenType.None || item.Currency is null) return null;
        if (currency.Type == JsonTokenType.String && currency.GetString() == item.Currency) return null;
        var reason = new Reason(
            ReasonCodes.CurrencyMismatch, CurrencyPath, item.Currency, "Quote in the currency of the catalog, an ISO 4217 code.", ruleId);
        return new Finding(DecisionOutcome.Deny, reason);
    }

    private static Finding? TestPrice(CatalogItem item, ReadOnlySpan<byte> parameters, string ruleId)
    {
        var parameter = ParameterValue.Find(parameters, "unit_price"u8);
        if (parameter.Type == JsonTokenType.None) return null;
        if (!TryReadPrice(parameter, out var price) || price.IsNegative)
            return Finding.Deny(ReasonCodes.InvalidPrice, PricePath, "Send unit_price as a decimal number of 0 and up, such as \"129.00\".", ruleId);
        if (item.FloorPriceMinor is not { } floorMinor) return null;
        var floor = ExactDecimal.FromMinorUnits(floorMinor, Currencies.Decimals(item.Currency!));
        if (price >= floor) return null;
        var reason = new Reason(
            ReasonCodes.PriceBelowFloor, PricePath, floor.ToString(), "Ask for approval, or quote at least the floor price.", ruleId);
        return new Finding(DecisionOutcome.ApprovalNeeded, reason);
    }

    private static bool TryReadPrice(ParameterValue parameter, out ExactDecimal price)
    {
        price = default;
        return parameter.Type switch
        {
            JsonTokenType.Number => ExactDecimal.TryParse(parameter.NumberText, out price),
            JsonTokenType.String => ExactDecimal.TryParse(Encoding.UTF8.GetBytes(parameter.GetString()), out price),
            _ => false,
        };
    }
}
