namespace Aegis.Streams.IntegrationTests.Envoy;

/// <summary>What came of a quote.</summary>
/// <param name="Sku">What was asked for.</param>
/// <param name="Key">The id under which one decision is made; <see langword="null"/>: none.</param>
/// <param name="Status">The status of HTTP.</param>
/// <param name="DecisionId">The decision with which it reached the tool; <see langword="null"/>: it did not.</param>
internal sealed record QuoteAnswer(string Sku, string? Key, int Status, string? DecisionId);
