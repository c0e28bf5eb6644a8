using Aegis.Streams.Intents;

namespace Aegis.Streams.Catalog;

/// <summary>One stock keeping unit of a tenant's catalog. Contract: `CatalogItem`.</summary>
public sealed record CatalogItem
{
    /// <summary>Gets the tenant that sells it.</summary>
    public required string Tenant { get; init; }

    /// <summary>Gets the canonical SKU, matched byte for byte: 1 to 64 characters of A-Z a-z 0-9 . _ -.</summary>
    public required string Sku { get; init; }

    /// <summary>Gets the name for people, at most 256 characters; <see langword="null"/>: none.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether it may be sold.</summary>
    public CatalogItemState State { get; init; }

    /// <summary>Gets the ISO 4217 code of the prices; <see langword="null"/>: there are no prices.</summary>
    public string? Currency { get; init; }

    /// <summary>Gets the list price in minor units of the currency, 0 and up; <see langword="null"/>: none.</summary>
    public long? ListPriceMinor { get; init; }

    /// <summary>Gets the lowest price in minor units that may be quoted without approval, 0 and up; <see langword="null"/>: no floor.</summary>
    public long? FloorPriceMinor { get; init; }

    /// <summary>Gets the largest discount in percent that needs no approval, 0 to 100; <see langword="null"/>: no limit of its own.</summary>
    public ExactDecimal? MaxDiscountPercent { get; init; }

    /// <summary>Gets when the source system last changed it, in UTC; <see langword="null"/>: unknown.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
