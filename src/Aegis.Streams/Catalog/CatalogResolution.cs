using Aegis.Streams.Outcome;

namespace Aegis.Streams.Catalog;

/// <summary>What the catalog says of a call.</summary>
/// <param name="Findings">What it has against it; empty: the check holds.</param>
/// <param name="References">The records that were used, or how far the table had been read where there is none, each once; empty: nothing was looked up.</param>
public sealed record CatalogResolution(IReadOnlyList<Finding> Findings, IReadOnlyList<TableReference> References);
