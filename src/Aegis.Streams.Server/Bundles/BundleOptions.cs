using Aegis.Streams.Policy.Bundles;

namespace Aegis.Streams.Server.Bundles;

/// <summary>How the active policies are served to Open Policy Agents.</summary>
public sealed record BundleOptions
{
    /// <summary>Gets what signs the bundles; <see langword="null"/>: they are not signed, so that whoever comes between can change them. Whoever gives it disposes it.</summary>
    public required BundleSigner? Signer { get; init; }

    /// <summary>Gets for whom signed bundles are; <see langword="null"/>: nobody in particular.</summary>
    public string? Scope { get; init; }

    /// <summary>Gets how many requests may wait for a change. One caller may hold as many places as are free.</summary>
    /// <value>The default is 2,000. Must be 1 or more.</value>
    public int MaxWaits { get; init; } = 2_000;

    /// <summary>Gets the longest wait for a change, whatever a request asks for.</summary>
    /// <value>The default is 5 minutes. Must be positive.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);
}
