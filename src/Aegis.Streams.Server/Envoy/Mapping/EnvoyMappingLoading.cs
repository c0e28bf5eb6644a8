using System.Collections.Immutable;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>What became of loading a mapping.</summary>
/// <param name="Mapping">The mapping; <see langword="null"/>: there are errors.</param>
/// <param name="Errors">The errors.</param>
public sealed record EnvoyMappingLoading(EnvoyMapping? Mapping, ImmutableArray<YamlError> Errors);
