namespace Aegis.Streams.Policy.Bundles;

/// <summary>Why a bundle is refused.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">The same for people, with the file's name.</param>
public sealed record BundleFault(BundleFaultKind Kind, string Message);
