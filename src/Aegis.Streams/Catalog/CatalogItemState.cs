namespace Aegis.Streams.Catalog;

/// <summary>Whether an item may be sold.</summary>
public enum CatalogItemState
{
    /// <summary>Known, but not sold. Also what an item that does not say counts as.</summary>
    Inactive,

    /// <summary>May be quoted.</summary>
    Active,
}
