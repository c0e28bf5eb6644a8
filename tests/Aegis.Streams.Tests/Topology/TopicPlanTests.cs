using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Tests.Topology;

public sealed class TopicPlanTests
{
    private static readonly KafkaConnection Connection = new("k:9092");

    [Fact]
    public void EverythingAsDeclared_IsFulfilled()
    {
        var plan = Plan(Clusters.Fitting());

        Assert.True(plan.IsFulfilled);
        Assert.Empty(plan.Remarks);
    }

    [Fact]
    public void MissingTopic_IsToBeCreatedAsDeclared()
    {
        var plan = Plan(Clusters.Without("aegis.agents"));

        Assert.False(plan.IsFulfilled);
        var topic = Assert.Single(plan.Topics, topic => topic.Change != TopicChange.Matches);
        Assert.Equal((TopicChange.Create, "aegis.agents", 1, 3), (topic.Change, topic.Wanted.Name, topic.Wanted.Partitions, topic.Wanted.Replication));
        Assert.Equal("compact", topic.Wanted.Config["cleanup.policy"]);
    }

    [Fact]
    public void FewerBrokersThanCopies_LowersBothNumbersAndSaysSo()
    {
        var plan = Plan(new ClusterTopics(1, new Dictionary<string, ExistingTopic>()));

        Assert.All(plan.Topics, topic => Assert.Equal((1, "1"), (topic.Wanted.Replication, topic.Wanted.Config["min.insync.replicas"])));
        Assert.Equal("3 copies are declared and the cluster has 1 broker: new topics get 1 copy, and what a lost broker held alone is lost", Assert.Single(plan.Remarks));
        Assert.Empty(plan.Faults);
    }

    [Fact]
    public void Deviations_NameWhatIsWhatIsWantedAndTheCommand()
    {
        var cluster = Clusters.With("aegis.catalog", topic => topic.Set("cleanup.policy", "compact,delete").Set("segment.bytes", "1073741824") with { Partitions = 2, Replication = 1 });

        var topic = Assert.Single(Plan(cluster).Topics, topic => topic.Change == TopicChange.Deviates);

        Assert.Equal(
            [
                new TopicDeviation("partitions", "2", "4", "kafka-topics.sh --bootstrap-server k:9092 --alter --topic aegis.catalog --partitions 4"),
                new TopicDeviation("replication", "1", "3", "kafka-reassign-partitions.sh with a plan that gives `aegis.catalog` 3 copies of each partition"),
                new TopicDeviation("cleanup.policy", "compact,delete", "compact", "kafka-configs.sh --bootstrap-server k:9092 --alter --entity-type topics --entity-name aegis.catalog --add-config cleanup.policy=compact"),
                new TopicDeviation("segment.bytes", "1073741824", "52428800", "kafka-configs.sh --bootstrap-server k:9092 --alter --entity-type topics --entity-name aegis.catalog --add-config segment.bytes=52428800"),
            ],
            topic.Deviations);
    }

    [Fact]
    public void PropertiesOfTheConnection_AskForACommandConfig()
    {
        var connection = new KafkaConnection("k:9093") { Properties = new Dictionary<string, string> { ["security.protocol"] = "SSL" } };

        var plan = TopicPlan.Make(Clusters.Topology, Clusters.With("aegis.audit", topic => topic.Set("retention.ms", "1")), connection);

        Assert.Equal(
            "kafka-configs.sh --bootstrap-server k:9093 --command-config client.properties --alter --entity-type topics --entity-name aegis.audit --add-config retention.ms=220752000000",
            plan.Topics.Single(topic => topic.Change == TopicChange.Deviates).Deviations[0].Remedy);
    }

    [Fact]
    public void TooManyPartitions_HaveNoCommand()
    {
        var plan = Plan(Clusters.With("aegis.agents", topic => topic with { Partitions = 2 }));

        Assert.Equal(
            "no command: Kafka takes no partition away. Declare `partitions: 2` for this topic",
            plan.Topics.Single(topic => topic.Change == TopicChange.Deviates).Deviations[0].Remedy);
    }

    [Fact]
    public void MissingTaskTopic_GetsThePartitionsOfThoseThatExist()
    {
        var cluster = Clusters.Without("aegis.state");
        foreach (var name in (string[])["aegis.intents", "aegis.commands", "aegis.lists.in", "aegis.lists.out", "aegis.lists.receipts", "aegis.lists.state"])
            cluster = Clusters.With(cluster, name, topic => topic with { Partitions = 6 });

        var plan = Plan(cluster);

        Assert.Equal(6, plan.Topics.Single(topic => topic.Change == TopicChange.Create).Wanted.Partitions);
        Assert.Equal("4 tasks are declared and `aegis.intents` has 6 partitions: new topics of tasks get as many as that", Assert.Single(plan.Remarks));
        Assert.Equal(
            "no command: keyed state is built for a partition count. Declare `tasks: 6`, or start anew under another prefix",
            plan.Topics.First(topic => topic.Change == TopicChange.Deviates).Deviations[0].Remedy);
    }

    [Fact]
    public void TaskTopicsOfDifferentCounts_AreAFault()
    {
        var plan = Plan(Clusters.With("aegis.state", topic => topic with { Partitions = 6 }));

        Assert.Equal(
            "these topics must have equal partition counts, since one task owns one number of all of them: `aegis.intents` has 4, `aegis.commands` has 4, `aegis.state` has 6, `aegis.lists.in` has 4, `aegis.lists.out` has 4, `aegis.lists.receipts` has 4, `aegis.lists.state` has 4; remove those that hold nothing yet, or start anew under another prefix",
            Assert.Single(plan.Faults));
        Assert.False(plan.IsFulfilled);
    }

    [Fact]
    public void EmbeddedBroker_IsComparedByNamesAndEqualCounts()
    {
        var cluster = Clusters.Without("aegis.dlq");
        cluster = new ClusterTopics(1, cluster.Topics.ToDictionary(pair => pair.Key, pair => pair.Value with { Partitions = 5, Replication = 1, Config = null }));

        var plan = TopicPlan.Make(Clusters.Topology, cluster, Connection with { IsEmbedded = true });

        Assert.Equal("aegis.dlq", Assert.Single(plan.Topics, topic => topic.Change != TopicChange.Matches).Wanted.Name);
        Assert.Equal("the embedded broker makes its topics when it starts and tells no settings: that they exist and fit each other is all that is compared", Assert.Single(plan.Remarks));
    }

    private static TopicPlan Plan(ClusterTopics cluster) => TopicPlan.Make(Clusters.Topology, cluster, Connection);
}
