namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>What builds a copy of the repository runs alone, and on one copy.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public sealed class ReadmeCollection : ICollectionFixture<Workspace>;
