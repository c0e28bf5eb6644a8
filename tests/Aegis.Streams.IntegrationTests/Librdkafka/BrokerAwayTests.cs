using System.Diagnostics;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Librdkafka;

/// <summary>What our clients learn of a cluster, also while one broker of three is away.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class BrokerAwayTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The cluster itself needs a session to see that a broker is gone; one more attempt is what the client may waste on it.
    private const int Attempts = 4;

    [Fact]
    public async Task PartitionsAndOffsets_AreKnownWhicheverBrokerIsGone()
    {
        using var cluster = FaultBroker.StartCluster(3, null, "broker.session.timeout.ms=3000");
        await CreateTopic(cluster, "calls", 3);
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

    [Fact]
    public async Task TopicThatLostItsOnlyReplica_HoldsUpNoCallerAndEndsNoProcess()
    {
        using var cluster = FaultBroker.StartCluster(3, null, "broker.session.timeout.ms=3000");
        await CreateTopic(cluster, "calls", 1);
        using var clients = new LibrdkafkaClients(cluster.Connection, "away", NullLogger.Instance);
        using var topics = new TopicAdmin(cluster.Connection);
        Assert.Equal((6, 6), Ask(clients));
        cluster.Nodes[2].Kill();

        // The first questions find the broker gone, which the cluster may not know yet; the later ones find partitions that nobody has.
        var clock = Stopwatch.StartNew();
        for (var refusals = 0; refusals < 2;)
        {
            Assert.True(clock.Elapsed < Patience, "Every description was given.");
            var counts = Task.Run(() => Enumerable.Range(0, 2).AsParallel().Select(_ => Ask(() => clients.PartitionCount("calls", Timeout))).ToArray());
            var description = Task.Run(() => IsRefused(() => topics.Describe(["calls"], Timeout)));
            Assert.Equal([6, 6], await counts.WaitAsync(Patience));
            if (await description.WaitAsync(Patience)) refusals++;
        }

        cluster.Nodes[2].Start();
        Assert.Equal((6, 6), Ask(clients));
        Assert.Equal(6, Ask(() => topics.Describe(["calls"], Timeout).Topics["calls"].Partitions));
    }

    [Fact]
    public void QuestionAboutATopic_DoesNotMakeIt()
    {
        using var cluster = FaultBroker.StartCluster("auto.create.topics.enable=true");
        using var clients = new LibrdkafkaClients(cluster.Connection, "away", NullLogger.Instance);
        using var topics = new TopicAdmin(cluster.Connection);
        Assert.Null(clients.PartitionCount("calls", Timeout));

        // The broker makes topics one after the other: when this one is there, the other would be too.
        topics.Create([new NewTopic("later", 1, 1, new Dictionary<string, string>())], Timeout);
        Assert.True(SpinWait.SpinUntil(() => topics.Names(Timeout).Contains("later"), Timeout));
        Assert.Equal(["later"], topics.Names(Timeout));
    }

    private static bool IsRefused<T>(Func<T> question)
    {
        try
        {
            question();
            return false;
        }
        catch (StreamClientException fault)
        {
            Assert.Equal(StreamClientFault.Retriable, fault.Fault);
            return true;
        }
    }

    private static async Task CreateTopic(KafkaCluster cluster, string name, short replicas)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.Connection.BootstrapServers }).Build();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = name, NumPartitions = 6, ReplicationFactor = replicas }]);
    }

    private static (int? Count, int Ranges) Ask(LibrdkafkaClients clients) => Ask(() =>
        (clients.PartitionCount("calls", Timeout), clients.Ranges([.. Enumerable.Range(0, 6).Select(partition => new LogPartition("calls", partition))], Timeout).Count));

    private static T Ask<T>(Func<T> question)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return question();
            }
            catch (StreamClientException fault) when (fault.Fault == StreamClientFault.Retriable && attempt < Attempts)
            {
                // The client asks again, as the runtime does.
            }
        }
    }
}
