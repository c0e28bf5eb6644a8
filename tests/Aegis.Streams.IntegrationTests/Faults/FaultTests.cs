namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>The tests that torment a stream on a real broker: one at a time, since they measure how long nothing is decided.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultTests : ICollectionFixture<FaultBroker>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "Faults";
}
