using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Librdkafka;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>The broker that the fault tests share, with sessions and sweeps short enough for tests. No test may stop it.</summary>
public sealed class FaultBroker : IDisposable
{
    /// <summary>How long the broker waits for a silent member before it gives its partitions away.</summary>
    public static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(4);

    private readonly Lazy<KafkaCluster> _cluster = new(() => StartCluster());

    /// <summary>Gets how to reach it.</summary>
    public KafkaConnection Connection => _cluster.Value.Connection;

    /// <summary>Starts a broker of the same settings that a test may stop and kill.</summary>
    public static KafkaCluster StartCluster(params string[] settings) => StartCluster(1, null, settings);

    /// <summary>Starts brokers of the same settings that a test may stop and kill.</summary>
    /// <param name="nodes">How many.</param>
    /// <param name="relayPort">Where a relay will listen; <see langword="null"/>: there is none.</param>
    /// <param name="settings">Further settings.</param>
    public static KafkaCluster StartCluster(int nodes, int? relayPort, params string[] settings) => RealKafka.StartCluster(nodes, relayPort,
    [
        $"group.consumer.session.timeout.ms={SessionTimeout.TotalMilliseconds}",
        "group.consumer.min.session.timeout.ms=1000",
        "group.consumer.heartbeat.interval.ms=500",
        "group.consumer.min.heartbeat.interval.ms=500",
        "group.min.session.timeout.ms=1000",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=500",
        .. settings,
    ]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_cluster.IsValueCreated) _cluster.Value.Dispose();
    }
}
