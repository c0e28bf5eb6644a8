using System.Text;
using System.Text.Json;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Readme;

public sealed class EmbeddingExampleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Example_DecidesAnIntentAndStops()
    {
        var topics = new TopicNames();
        using var broker = EmbeddedBroker.Start();
        foreach (var topic in new[] { topics.Intents, topics.State, topics.Decisions, topics.Audit, topics.DeadLetters, topics.Catalog, topics.Agents })
            broker.CreateTopic(topic, 1);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };
        using var clients = new LibrdkafkaClients(connection, "aegis", NullLogger.Instance);
        using var producer = new RecordProducer(connection, NullLogger.Instance);
        var policies = Path.Combine(Workspace.RepositoryRoot().FullName, "policies", "demo");

        using var application = EmbeddingExample.Start(clients, policies, new byte[32], NullLoggerFactory.Instance);
        producer.Produce(new OutboundRecord(topics.Intents, "acme/stranger"u8.ToArray(), """{"id":"1","tenant":"acme","agent":"stranger","tool":"crm","action":"read_account"}"""u8.ToArray(), []));
        Assert.True(producer.Flush(Patience));

        using var decision = JsonDocument.Parse(Encoding.UTF8.GetString(First(clients, topics.Decisions)));
        Assert.Equal("deny", decision.RootElement.GetProperty("outcome").GetString());
        Assert.True(application.Stop(Patience));
        Assert.Equal(StreamsState.NotRunning, application.State);
    }

    private static byte[] First(LibrdkafkaClients clients, string topic)
    {
        using var reader = clients.CreateReader("test");
        reader.Assign(new Dictionary<LogPartition, long> { [new LogPartition(topic, 0)] = 0 });
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            if (reader.Poll(TimeSpan.FromMilliseconds(100)) is { Value: { } value }) return value;
            Assert.True(DateTime.UtcNow < deadline, $"Nothing came on {topic} within {Patience}.");
        }
    }
}
