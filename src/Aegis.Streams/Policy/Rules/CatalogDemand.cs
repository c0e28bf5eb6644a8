namespace Aegis.Streams.Policy.Rules;

/// <summary>A permit's demand that what a call sells be in the tenant's catalog: the exact SKU, active, at a price and discount that the item bears.</summary>
/// <param name="Sku">The parameter with the SKU. With `[*]`, every item is checked, and the other paths have the same array before them.</param>
public sealed record CatalogDemand(ParameterPath Sku)
{
    /// <summary>Gets the parameter with the quoted price, which must not be under the item's floor; <see langword="null"/>: no price is checked.</summary>
    public ParameterPath? Price { get; init; }

    /// <summary>Gets a value indicating whether a call may leave the price out. Otherwise it is denied: what nobody compares must not pass for compared.</summary>
    public bool IsPriceOptional { get; init; }

    /// <summary>Gets the parameter with the currency, which must be the item's; <see langword="null"/>: none is checked, and prices are taken for the item's.</summary>
    public ParameterPath? Currency { get; init; }

    /// <summary>Gets a value indicating whether a call that sends no price may leave the currency out. A price without it is no amount.</summary>
    public bool IsCurrencyOptional { get; init; }

    /// <summary>Gets the parameter with the discount in percent, which must not be over the item's own limit; <see langword="null"/>: none is checked.</summary>
    public ParameterPath? Discount { get; init; }

    /// <summary>Gets a value indicating whether a call may leave the discount out.</summary>
    public bool IsDiscountOptional { get; init; }

    /// <summary>Gets the keys, by their names in policies, of what a call may leave out, in their order.</summary>
    public IEnumerable<string> OptionalKeys => new[] { (IsCurrencyOptional, "currency"), (IsDiscountOptional, "discount"), (IsPriceOptional, "price") }.Where(pair => pair.Item1).Select(pair => pair.Item2);

    /// <summary>Gets the paths in a fixed order.</summary>
    public IEnumerable<ParameterPath> Paths => new[] { Sku, Price, Currency, Discount }.OfType<ParameterPath>();
}
