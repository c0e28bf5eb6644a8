namespace Aegis.Streams.Dlp.Detectors;

/// <summary>What is said of a detector: what it finds, by whose authority, and what it must and must not find.</summary>
/// <param name="Entity">What it finds.</param>
/// <param name="Tier">When it looks.</param>
/// <param name="Authority">The specification that it follows.</param>
/// <param name="Matches">Texts in which it finds one value.</param>
/// <param name="NearMisses">Texts in which nothing may be found.</param>
internal sealed record Detector(DlpEntity Entity, DetectorTier Tier, string Authority, IReadOnlyList<string> Matches, IReadOnlyList<string> NearMisses);
