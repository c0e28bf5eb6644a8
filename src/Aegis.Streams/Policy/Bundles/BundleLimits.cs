namespace Aegis.Streams.Policy.Bundles;

/// <summary>How much a bundle may hold.</summary>
public sealed record BundleLimits
{
    /// <summary>Gets the most bytes of the archive once decompressed.</summary>
    /// <value>The default is 64 MiB.</value>
    public int MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets the most files.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxFiles { get; init; } = 1_000;
}
