using System.Text;
using Aegis.Streams.Audit;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Decisions;

/// <summary>The whole path on the embedded broker: intents in, decisions out.</summary>
public sealed class EmbeddedDecisionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TopicNames Topics = new();

    [Fact]
    public void UnknownAgentBrokenRecordAndRepeat_GetADenyADeadLetterAndTheSameDecisionAgain()
    {
        using var broker = EmbeddedBroker.Start();
        foreach (var topic in new[] { Topics.Intents, Topics.State, Topics.Decisions, Topics.Audit, Topics.DeadLetters, Topics.Catalog, Topics.Agents })
            broker.CreateTopic(topic, 2);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };
        using var clients = new LibrdkafkaClients(connection, "aegis", NullLogger.Instance);
        using var application = new DecisionApplication(
            new DecisionOptions { InstanceId = "one" }, clients, PolicySnapshot.Empty, CommitmentKey.Generate(), () => ReplyTopicDirectory.Empty,
            TimeProvider.System, NullLoggerFactory.Instance);
        using var running = new ManualResetEventSlim();
        application.StateChanged += state =>
        {
            if (state == StreamsState.Running) running.Set();
        };
        application.Start();
        Assert.True(running.Wait(Patience), $"The application is {application.State}.");

        using (var producer = new RecordProducer(connection, NullLogger.Instance))
        {
            foreach (var text in new[] { Intent("i-1"), "{broken", Intent("i-1"), Intent("i-2") })
                producer.Produce(new OutboundRecord(Topics.Intents, "acme/sales-composer"u8.ToArray(), Encoding.UTF8.GetBytes(text), []));
            Assert.True(producer.Flush(Patience));
        }

        var decisions = Read(clients, Topics.Decisions, 3).ConvertAll(record => DecisionReader.Read(record)!);
        Assert.Equal(["i-1", "i-1", "i-2"], decisions.Select(decision => decision.IntentId));
        Assert.Equal([false, true, false], decisions.Select(decision => decision.Replayed));
        Assert.Equal(decisions[0].DecisionId, decisions[1].DecisionId);
        Assert.All(decisions, decision => Assert.Equal(DecisionOutcome.Deny, decision.Outcome));
        Assert.All(decisions, decision => Assert.Equal("identity.agent_unknown", Assert.Single(decision.Reasons).Code));
        Assert.Equal("{broken", Encoding.UTF8.GetString(Read(clients, Topics.DeadLetters, 1)[0].Value!));
        Assert.Equal(3, Read(clients, Topics.Audit, 3).Count);
        Assert.True(application.Stop(Patience));
        Assert.Equal(StreamsState.NotRunning, application.State);
    }

    [Fact]
    public void Restart_GoesOnAtTheCommittedOffsetAndRemembersItsAnswers()
    {
        using var broker = EmbeddedBroker.Start();
        foreach (var topic in new[] { Topics.Intents, Topics.State, Topics.Decisions, Topics.Audit, Topics.DeadLetters, Topics.Catalog, Topics.Agents })
            broker.CreateTopic(topic, 1);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };
        using var clients = new LibrdkafkaClients(connection, "aegis", NullLogger.Instance);
        using var producer = new RecordProducer(connection, NullLogger.Instance);
        for (var run = 1; run <= 2; run++)
        {
            using var application = new DecisionApplication(
                new DecisionOptions { InstanceId = "one" }, clients, PolicySnapshot.Empty, CommitmentKey.Generate(), () => ReplyTopicDirectory.Empty,
                TimeProvider.System, NullLoggerFactory.Instance);
            application.Start();
            producer.Produce(new OutboundRecord(Topics.Intents, "acme/sales-composer"u8.ToArray(), Encoding.UTF8.GetBytes(Intent("i-1")), []));
            Assert.True(producer.Flush(Patience));
            Read(clients, Topics.Decisions, run);
            Assert.True(application.Stop(Patience));
        }

        var decisions = Read(clients, Topics.Decisions, 2).ConvertAll(record => DecisionReader.Read(record)!);
        Assert.Equal([false, true], decisions.Select(decision => decision.Replayed));
        Assert.Single(Read(clients, Topics.Audit, 1));
    }

    private static string Intent(string id) =>
        $$"""{"id":"{{id}}","tenant":"acme","agent":"sales-composer","tool":"pricing-api","action":"generate_quote","call_class":"read","parameters":{"sku":"SKU-000123","discount_percent":5} }""";

    /// <summary>Reads a topic from its start until so many records came, and sees that no more follow.</summary>
    private static List<SourceRecord> Read(LibrdkafkaClients clients, string topic, int count)
    {
        using var reader = clients.CreateReader("test");
        var partitions = clients.PartitionCount(topic, Patience)!.Value;
        reader.Assign(Enumerable.Range(0, partitions).ToDictionary(partition => new LogPartition(topic, partition), _ => 0L));
        var records = new List<SourceRecord>();
        var deadline = DateTime.UtcNow + Patience;
        while (records.Count < count)
        {
            if (reader.Poll(TimeSpan.FromMilliseconds(100)) is { } record) records.Add(record);
            else Assert.True(DateTime.UtcNow < deadline, $"{topic} has {records.Count} records of {count}.");
        }

        Assert.Null(reader.Poll(TimeSpan.FromMilliseconds(50)));
        return records;
    }
}
