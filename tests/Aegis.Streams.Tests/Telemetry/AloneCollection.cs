namespace Aegis.Streams.Tests.Telemetry;

/// <summary>Tests beside which no other runs.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
