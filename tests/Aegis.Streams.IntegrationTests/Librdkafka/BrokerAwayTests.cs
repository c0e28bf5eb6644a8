using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Librdkafka;

/// <summary>What our clients know while one broker of three is away.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class BrokerAwayTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // The cluster itself needs a session to see that a broker is gone; one more attempt is what the client may waste on it.
    private const int Attempts = 4;

    [Fact]
    public async Task PartitionsAndOffsets_AreKnownWhicheverBrokerIsGone()
    {
        using var cluster = FaultBroker.StartCluster(3, null, "broker.session.timeout.ms=3000");
        using (var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.Connection.BootstrapServers }).Build())
            await admin.CreateTopicsAsync([new TopicSpecification { Name = "calls", NumPartitions = 6, ReplicationFactor = 3 }]);
        using var clients = new LibrdkafkaClients(cluster.Connection, "away", NullLogger.Instance);
        Assert.Equal((6, 6), Ask(clients));
        foreach (var broker in cluster.Nodes)
        {
            // An application that runs for long learned of its cluster long ago: the same client asks throughout.
            broker.Kill();
            Assert.Equal((6, 6), Ask(clients));
            broker.Start();
        }
    }

    private static (int? Count, int Ranges) Ask(LibrdkafkaClients clients)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (clients.PartitionCount("calls", Timeout), clients.Ranges([.. Enumerable.Range(0, 6).Select(partition => new LogPartition("calls", partition))], Timeout).Count);
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable && attempt < Attempts)
            {
                // The client asks again, as the runtime does.
            }
        }
    }
}
