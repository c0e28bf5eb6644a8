namespace Aegis.Streams.Dlp.Streaming;

/// <summary>How often something sensitive was found. Never tells a value.</summary>
/// <param name="Entity">What was found, such as `EMAIL`.</param>
/// <param name="Count">How often.</param>
public sealed record EntityCount(string Entity, long Count);
