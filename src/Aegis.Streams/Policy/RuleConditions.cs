using Aegis.Streams.Intents;

namespace Aegis.Streams.Policy;

/// <summary>What must hold for a rule to allow a call.</summary>
/// <param name="MaxDiscountPercent">The largest `parameters.discount_percent` that needs no approval; <see langword="null"/>: the parameter is not read.</param>
/// <param name="RequireCanonicalSku">Whether `parameters.sku` must name an active item of the tenant's catalog.</param>
public sealed record RuleConditions(ExactDecimal? MaxDiscountPercent = null, bool RequireCanonicalSku = false)
{
    /// <summary>Gets the conditions that always hold.</summary>
    public static RuleConditions None { get; } = new();
}
