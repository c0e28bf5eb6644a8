using Aegis.Streams.Audit;
using Aegis.Streams.IntegrationTests.Faults;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Protocol.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Streamiz.Kafka.Net;
using Streamiz.Kafka.Net.SerDes;

namespace Aegis.Streams.IntegrationTests.Readme;

[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class StreamizExampleTests(FaultBroker broker, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Example_DecidesInAnApplicationOnStreamiz()
    {
        using var scene = new FaultScene(broker.Connection, output, loadTables: false, prefix: "aegis");
        var builder = new StreamBuilder();
        StreamizExample.AddAegis(builder, PolicySnapshot.Empty, new CommitmentKey(new byte[CommitmentKey.Length]), broker.Connection.ToClientConfig());
        using var stream = new KafkaStream(builder.Build(), new StreamConfig<ByteArraySerDes, ByteArraySerDes>
        {
            ApplicationId = "team-application",
            BootstrapServers = broker.Connection.BootstrapServers,
            Guarantee = ProcessingGuarantee.EXACTLY_ONCE,
            AutoOffsetReset = Confluent.Kafka.AutoOffsetReset.Earliest,
            StateDir = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")),
            Logger = NullLoggerFactory.Instance,
        });
        await stream.StartAsync();
        using (var producer = new RecordProducer(broker.Connection, NullLogger.Instance))
        {
            producer.Produce(new OutboundRecord(scene.Topics.Intents, "acme/stranger"u8.ToArray(), """{"id":"1","tenant":"acme","agent":"stranger","tool":"crm","action":"read_account"}"""u8.ToArray(), []));
            Assert.True(producer.Flush(Patience));
        }

        List<SourceRecord> decisions = [];
        Assert.True(SpinWait.SpinUntil(() => (decisions = TopicReading.ReadAll(scene.Clients, scene.Topics.Decisions)).Count > 0, Patience), "No decision came.");
        var decision = Decision.Parser.ParseFrom(Assert.Single(decisions).Value);
        Assert.Equal(Protocol.V1.Outcome.Deny, decision.Outcome);
        Assert.Equal("identity.agent_unknown", Assert.Single(decision.Reasons).Code);
    }
}
