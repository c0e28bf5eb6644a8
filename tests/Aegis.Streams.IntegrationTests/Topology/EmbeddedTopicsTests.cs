using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Outcome;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Topology;

/// <summary>The embedded broker has no administration: what can be told about its topics, and what is refused.</summary>
public sealed class EmbeddedTopicsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void MissingTopics_AreToldAndOthersComparedByPartitions()
    {
        using var broker = EmbeddedBroker.Start();
        broker.CreateTopic("aegis.intents", 4);
        broker.CreateTopic("aegis.state", 3);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };
        var topology = TopologyLoader.LoadDefault() with { Tasks = 4 };

        using var admin = new TopicAdmin(connection);
        var actual = admin.Describe([.. topology.Topics.Select(topology.NameOf)], Patience);

        Assert.Equal(["aegis.intents", "aegis.state"], actual.Topics.Keys.Order());
        Assert.Equal(14, TopicPlan.Make(topology, actual, connection).Topics.Count(topic => topic.Change == TopicChange.Create));
        var refusal = Assert.Throws<StreamClientException>(() => TopicCheck.Run(connection, topology, Patience)).Message;
        Assert.Contains("`aegis.intents` has 4, `aegis.state` has 3", refusal, StringComparison.Ordinal);
        Assert.Contains("`aegis.dlq`, `aegis.lists.in`, `aegis.lists.out`, `aegis.lists.receipts`, `aegis.lists.state`, `aegis.lists` do not exist", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void ReplyTopics_AreThoseThatExistAndThePatternTakes()
    {
        using var broker = EmbeddedBroker.Start();
        foreach (var topic in new[] { "acme.replies", "acme.other", "aegis.state" }) broker.CreateTopic(topic, 1);
        var connection = new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true };

        using var watcher = new ReplyTopicWatcher(
            connection, ["{tenant}.replies", "{tenant}.state"], TopologyLoader.LoadDefault(), TimeProvider.System, NullLogger.Instance, Timeout.InfiniteTimeSpan);
        watcher.Refresh();

        Assert.Equal(ReplyStatus.Sent, watcher.Current.Check("acme", "acme.replies", 100));
        Assert.Equal(ReplyStatus.TooLarge, watcher.Current.Check("acme", "acme.replies", 1_000_001));
        Assert.Equal(ReplyStatus.UnknownTopic, watcher.Current.Check("b", "b.replies", 100));
        Assert.Equal(ReplyStatus.UnknownTopic, watcher.Current.Check("aegis", "aegis.state", 100));
        Assert.Equal(ReplyStatus.NotPermitted, watcher.Current.Check("acme", "acme.other", 100));
    }
}
