using System.Text;
using Aegis.Streams.Intents;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.State;

namespace Aegis.Streams.Catalog;

/// <summary>
/// Resolves policy's demand that what a call sells be in the tenant's catalog: the SKU, byte for byte, is sold, and the currency, price and
/// discount of the call fit the item. Of these three, what the demand names must be sent, unless it is optional there.
/// </summary>
public static class CatalogResolver
{
    /// <summary>The table's name in references.</summary>
    public const string Table = "catalog";

    /// <summary>Resolves a demand.</summary>
    /// <param name="check">The demand.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="catalog">The catalog.</param>
    /// <returns>What the catalog says.</returns>
    public static CatalogResolution Resolve(CatalogCheck check, string tenant, ParameterTable parameters, TableSnapshot<CatalogItem> catalog)
    {
        var findings = new List<Finding>();
        var references = new List<TableReference>();
        foreach (var line in CatalogLine.Of(check, parameters, findings)) Resolve(line, tenant, catalog, findings, references);
        return new CatalogResolution(findings, references);
    }

    private static void Resolve(CatalogLine line, string tenant, TableSnapshot<CatalogItem> catalog, List<Finding> findings, List<TableReference> references)
    {
        if (line.ReadSku(findings) is not { } sku) return;

        // No row can have such a name. Without a look-up, free text does not reach the references of a decision.
        if (!Skus.IsValid(sku))
        {
            findings.Add(line.UnknownSku());
            return;
        }

        var key = $"{tenant}/{sku}";
        Span<byte> keyBytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        var lookup = catalog.Find(keyBytes[..Encoding.UTF8.GetBytes(key, keyBytes)]);
        var reference = lookup.ToReference(Table, key);
        if (!references.Contains(reference)) references.Add(reference);
        if (lookup.Row?.Value is not { } item)
        {
            findings.Add(line.UnknownSku());
            return;
        }

        if (item.State != CatalogItemState.Active)
            findings.Add(line.Deny(ReasonCodes.SkuInactive, CatalogField.Sku, "Choose an item that is still sold."));
        line.TestCurrency(item, findings);
        line.TestPrice(item, findings);
        line.TestDiscount(item, findings);
    }
}
