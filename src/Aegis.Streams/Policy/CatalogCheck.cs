namespace Aegis.Streams.Policy;

/// <summary>Policy's demand that a call be checked against the tenant's catalog.</summary>
/// <param name="Sku">`parameters.sku` as sent.</param>
/// <param name="RuleId">The rule that demands it.</param>
public sealed record CatalogCheck(string Sku, string RuleId);
