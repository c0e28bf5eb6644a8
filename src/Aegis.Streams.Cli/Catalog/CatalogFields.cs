using System.Diagnostics.CodeAnalysis;
using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Intents;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Catalog;

/// <summary>
/// The fields of an item in files, as text. Prices are in the currency itself, such as `129.00`, and not in minor units: whoever
/// mistakes one for the other is off by a hundred, and a floor price of 1.29 stops nobody.
/// </summary>
internal static class CatalogFields
{
    /// <summary>The names, in the order of columns.</summary>
    public static readonly string[] Names = ["tenant", "sku", "name", "state", "currency", "list_price", "floor_price", "updated_at", "max_discount_percent"];

    private const string Active = "active";
    private const string Inactive = "inactive";

    /// <summary>Makes an item.</summary>
    /// <param name="texts">A text for each of <see cref="Names"/>; empty or <see langword="null"/>: the item does not say.</param>
    /// <param name="tenant">The tenant of an item that names none; <see langword="null"/>: it must name one.</param>
    /// <param name="item">The item.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether the fields make an item. Its codec has yet to validate it.</returns>
    public static bool TryRead(IReadOnlyList<string?> texts, string? tenant, [NotNullWhen(true)] out CatalogItem? item, [NotNullWhen(false)] out FieldFault? fault)
    {
        item = null;
        var currency = Text(texts[4]);
        if (!TryReadPrice("list_price", Text(texts[5]), currency, out var listPrice, out fault)) return false;
        if (!TryReadPrice("floor_price", Text(texts[6]), currency, out var floorPrice, out fault)) return false;
        DateTimeOffset updatedAt = default;
        ExactDecimal? limit = null;
        if (Text(texts[7]) is { } instant && !Rfc3339.TryParse(instant, out updatedAt))
            fault = new FieldFault("updated_at", "must be an instant such as 2026-11-24T10:00:00Z");
        else if (!TryReadPercent(Text(texts[8]), out limit))
            fault = new FieldFault("max_discount_percent", "must be a decimal number from 0 to 100");
        else if (texts[3] is not (Active or Inactive))
            fault = new FieldFault("state", $"must be {Active} or {Inactive}");
        if (fault is not null) return false;

        item = new CatalogItem
        {
            Tenant = Text(texts[0]) ?? tenant ?? "",
            Sku = texts[1] ?? "",
            Name = Text(texts[2]),
            State = texts[3] == Active ? CatalogItemState.Active : CatalogItemState.Inactive,
            Currency = currency,
            ListPriceMinor = listPrice,
            FloorPriceMinor = floorPrice,
            MaxDiscountPercent = limit,
            UpdatedAt = Text(texts[7]) is null ? null : updatedAt,
        };
        return true;
    }

    /// <summary>Writes an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>A text for each of <see cref="Names"/>; <see langword="null"/>: the item does not say.</returns>
    public static string?[] Write(CatalogItem item) =>
    [
        item.Tenant, item.Sku, item.Name, item.State == CatalogItemState.Active ? Active : Inactive, item.Currency,
        Price(item.ListPriceMinor, item.Currency), Price(item.FloorPriceMinor, item.Currency),
        item.UpdatedAt is { } instant ? Rfc3339.Format(instant) : null, item.MaxDiscountPercent?.ToString(),
    ];

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool TryReadPercent(string? text, out ExactDecimal? percent)
    {
        percent = null;
        if (text is null) return true;
        if (!ExactDecimal.TryParse(Encoding.UTF8.GetBytes(text), out var value)) return false;
        percent = value;
        return true;
    }

    private static string? Price(long? minor, string? currency) => minor is { } price ? CatalogPrice.Format(price, currency!) : null;

    private static bool TryReadPrice(string field, string? text, string? currency, out long? price, [NotNullWhen(false)] out FieldFault? fault)
    {
        (price, fault) = (null, null);
        if (text is null) return true;
        if (currency is null)
        {
            fault = new FieldFault("currency", "is required with a price: three capital letters (ISO 4217)");
            return false;
        }

        if (CatalogPrice.TryParse(text, currency, out var minor))
        {
            price = minor;
            return true;
        }

        fault = new FieldFault(field, $"must be a number such as {CatalogPrice.Format(12900, currency)}, with no more decimals than the currency has");
        return false;
    }
}
