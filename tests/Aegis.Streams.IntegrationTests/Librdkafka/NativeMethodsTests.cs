using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Librdkafka;

public sealed class NativeMethodsTests
{
    [Fact]
    public void OwnCalls_GoToTheCopyThatConfluentKafkaLoaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists the loaded libraries in a file.");
        using var broker = EmbeddedBroker.Start();
        using var producer = new RecordProducer(new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true }, NullLogger.Instance);

        var copies = File.ReadLines("/proc/self/maps").Where(line => line.Contains("librdkafka.so", StringComparison.Ordinal)).Select(line => line[line.IndexOf('/')..]).Distinct();

        Assert.Single(copies);
    }

    [Fact]
    public async Task Wake_EndsAPollThatWaitsALongTime()
    {
        using var broker = EmbeddedBroker.Start();
        broker.CreateTopic("in", 1);
        using var clients = new LibrdkafkaClients(new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true }, "app", NullLogger.Instance);
        using var consumer = clients.CreateConsumer("member");
        consumer.Subscribe(["in"], new IgnoringListener());

        var poll = Task.Run(() => consumer.Poll(TimeSpan.FromMinutes(10)));
        while (!poll.IsCompleted) consumer.Wake();

        Assert.Null(await poll);
        consumer.Close();
        consumer.Wake();
    }

    private sealed class IgnoringListener : IRebalanceListener
    {
        public void PartitionsAssigned(IReadOnlyList<LogPartition> partitions)
        {
        }

        public void PartitionsRevoked(IReadOnlyList<LogPartition> partitions)
        {
        }

        public void PartitionsLost(IReadOnlyList<LogPartition> partitions)
        {
        }
    }
}
