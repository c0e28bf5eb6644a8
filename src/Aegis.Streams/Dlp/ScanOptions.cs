namespace Aegis.Streams.Dlp;

/// <summary>What a scan looks for.</summary>
/// <param name="Entities">The entities.</param>
/// <param name="LastYear">The year of today: a later one is no year of birth. Given, since a scan has no clock.</param>
public readonly record struct ScanOptions(EntitySet Entities, int LastYear);
