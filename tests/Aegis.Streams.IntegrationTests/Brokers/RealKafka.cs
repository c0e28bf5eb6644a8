using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Librdkafka;
using Testcontainers.Kafka;

[assembly: AssemblyFixture(typeof(RealKafka))]

namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>
/// The real Kafka of the tests marked `Kafka`; take it as a constructor parameter. It comes from `AEGIS_TEST_BOOTSTRAP`, a distribution
/// (<see cref="KafkaDistribution"/>) or a container engine, in this order; where there is none, a test that asks for it is skipped with the reason.
/// </summary>
public sealed class RealKafka : IAsyncDisposable
{
    private const string Image = "apache/kafka:4.3.1";

    private readonly Lock _lock = new();
    private KafkaConnection? _shared;
    private KafkaCluster? _cluster;
    private KafkaContainer? _container;
    private string? _reason;

    /// <summary>Gets how to reach the broker that tests share. It starts when the first test asks, and nobody may stop it; topics go under a prefix of <see cref="NewPrefix"/>.</summary>
    public KafkaConnection Connection
    {
        get
        {
            lock (_lock)
            {
                if (_reason is not null) Assert.Skip(_reason);
                return _shared ??= Find();
            }
        }
    }

    /// <summary>Makes a prefix that no other test uses, for topics, groups and transactional ids.</summary>
    public static string NewPrefix() => $"t{Guid.NewGuid().ToString("N")[..10]}";

    /// <summary>Starts a cluster that the test may stop, kill and freeze, and disposes of.</summary>
    /// <param name="nodes">How many nodes; 1 with a relay.</param>
    /// <param name="relayPort">Where a relay will listen before the node (<see cref="KafkaCluster.RelayedPort"/>); <see langword="null"/>: there is none.</param>
    /// <param name="settings">Further broker settings, `key=value`; they win over those of the fixture.</param>
    public static KafkaCluster StartCluster(int nodes = 1, int? relayPort = null, params string[] settings)
    {
        if (KafkaDistribution.Find(out var reason) is { } distribution) return KafkaCluster.Start(distribution, nodes, relayPort, settings);
        Assert.Skip($"No private Kafka can be started: {reason}.");
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _cluster?.Dispose();
        if (_container is not null) await _container.DisposeAsync();
    }

    private KafkaConnection Find()
    {
        if (Environment.GetEnvironmentVariable("AEGIS_TEST_BOOTSTRAP") is { Length: > 0 } bootstrap) return new KafkaConnection(bootstrap);
        if (KafkaDistribution.Find(out var reason) is { } distribution)
        {
            _cluster = KafkaCluster.Start(distribution, 1, null, []);
            return _cluster.Connection;
        }

        try
        {
            _container = new KafkaBuilder(Image).Build();
            _container.StartAsync().GetAwaiter().GetResult();
            return new KafkaConnection(_container.GetBootstrapAddress());
        }
        catch (Exception fault)
        {
            // Whatever the engine says: the tests cannot run, and this is why.
            _reason = $"There is no Kafka: AEGIS_TEST_BOOTSTRAP is not set, {reason}, and no container engine answers ({fault.Message.Split('\n')[0].TrimEnd('.')}).";
            Assert.Skip(_reason);
            throw;
        }
    }
}
