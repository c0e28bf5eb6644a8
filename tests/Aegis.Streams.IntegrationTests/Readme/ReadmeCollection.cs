namespace Aegis.Streams.IntegrationTests.Readme;

/// <summary>The README's commands build a copy of the repository, so they run alone.</summary>
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)]
public sealed class ReadmeCollection;
