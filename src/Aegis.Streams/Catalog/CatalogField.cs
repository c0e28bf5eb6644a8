namespace Aegis.Streams.Catalog;

/// <summary>The fields of a call that the catalog looks at.</summary>
internal enum CatalogField
{
    /// <summary>The SKU.</summary>
    Sku,

    /// <summary>The quoted price of one unit.</summary>
    Price,

    /// <summary>The currency of the quote.</summary>
    Currency,

    /// <summary>The discount in percent.</summary>
    Discount,
}
