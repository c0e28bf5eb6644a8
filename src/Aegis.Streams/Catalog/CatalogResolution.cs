using Aegis.Streams.Outcome;

namespace Aegis.Streams.Catalog;

/// <summary>What the catalog says of a call.</summary>
/// <param name="Findings">What it has against it; empty: the check holds.</param>
/// <param name="Reference">The record that was used, or how far the table had been read where there is none; <see langword="null"/>: nothing was looked up.</param>
public sealed record CatalogResolution(IReadOnlyList<Finding> Findings, TableReference? Reference);
