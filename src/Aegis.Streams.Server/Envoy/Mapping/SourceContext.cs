namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What the sources of a route may name.</summary>
/// <param name="Path">The path; <see langword="null"/>: it has a fault, so that nothing is known of its names.</param>
/// <param name="Body">What becomes of the body.</param>
internal readonly record struct SourceContext(PathTemplate? Path, BodyUse Body);
