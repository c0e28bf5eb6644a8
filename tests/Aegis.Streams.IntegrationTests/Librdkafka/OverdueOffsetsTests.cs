using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Librdkafka;

public sealed class OverdueOffsetsTests
{
    /// <summary>librdkafka alone waits for the coordinator without end (librdkafka#5456): without the bound this test never ends.</summary>
    [Fact(Timeout = 60_000)]
    public async Task GroupCoordinatorIsAway_SendOffsetsGivesTheProducerUp()
    {
        using var broker = EmbeddedBroker.Start(brokers: 2);
        broker.CreateTopic("out", 1);
        using var clients = new LibrdkafkaClients(new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true }, "app", NullLogger.Instance);
        using var consumer = clients.CreateConsumer("member");
        using var producer = clients.CreateProducer("tx");
        broker.TakeGroupCoordinatorAway("app", "tx");
        producer.InitTransactions(TimeSpan.FromSeconds(20));
        producer.Begin();
        producer.Produce(new OutboundRecord("out", null, [1], [], 0));

        var offsets = new Dictionary<LogPartition, long> { [new LogPartition("in", 0)] = 1 };
        var fault = await Task.Run(() => Assert.Throws<StreamClientException>(() => producer.SendOffsets(offsets, consumer.Membership, TimeSpan.FromSeconds(1))), TestContext.Current.CancellationToken);

        Assert.Equal(StreamClientFault.Fatal, fault.Fault);
        Assert.Equal("the group's coordinator did not take the offsets within 1 s", fault.Message);
    }
}
