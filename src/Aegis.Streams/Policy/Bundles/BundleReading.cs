using System.Collections.Immutable;

namespace Aegis.Streams.Policy.Bundles;

/// <summary>A bundle that was read, or why it was not.</summary>
/// <param name="Files">The files in their order; empty if there is a fault.</param>
/// <param name="Fault">The fault; <see langword="null"/>: there is none.</param>
public sealed record BundleReading(ImmutableArray<BundleFile> Files, BundleFault? Fault);
