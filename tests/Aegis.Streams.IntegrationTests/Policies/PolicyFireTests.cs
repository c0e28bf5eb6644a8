using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Embedded;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Outcome;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Policies;

/// <summary>Publications and rollbacks while intents run, on the embedded broker and on a real one.</summary>
public sealed class PolicyFireTests(RealKafka kafka, ITestOutputHelper output)
{
    [Fact]
    public void EmbeddedBroker_EveryDecisionNamesOneValidRevisionAndIsMadeAgainByIt()
    {
        using var broker = EmbeddedBroker.Start();
        using var scene = Embedded(broker);
        scene.Start("one");

        new PolicyFire(scene, publications: 200, intents: 100_000, output).Run();

        Assert.Equal(
            new Dictionary<string, int> { ["key_unknown"] = 12, ["parent_not_active"] = 25, ["content_mismatch"] = 12, ["policy_invalid"] = 12, ["signature_invalid"] = 49 },
            scene.Refused);
    }

    [Fact]
    [Trait("Category", "Kafka")]
    public void RealBroker_EveryDecisionNamesOneValidRevisionAndIsMadeAgainByIt()
    {
        using var scene = OnKafka();
        scene.Start("one");
        scene.Start("two");

        new PolicyFire(scene, publications: 200, intents: 100_000, output).Run();

        Assert.Equal(
            new Dictionary<string, int> { ["key_unknown"] = 12, ["parent_not_active"] = 25, ["content_mismatch"] = 12, ["policy_invalid"] = 12, ["signature_invalid"] = 49 },
            scene.Refused);
    }

    [Fact]
    public void BeforeTheFirstPublication_EverythingIsDenied_AndAfterwardsDecidedByIt()
    {
        using var broker = EmbeddedBroker.Start();
        using var scene = Embedded(broker);
        var instance = scene.Start("one");
        Assert.Null(instance.Policy);
        using var tail = new DecisionTail(scene.Clients, scene.Topics);
        scene.Produce([scene.Intent(2)]);
        tail.WaitForFirst(PolicySnapshot.Empty.Revision, default);
        var publication = scene.Sign(PolicyFireScene.Content(25_000));
        scene.Publish(publication, PolicyFireScene.Content(25_000));
        scene.WaitUntilActive(publication.Publication.Id);
        scene.Produce([scene.Intent(10)]);
        tail.WaitForFirst(publication.Publication.Revision, default);
        tail.Stop();

        Assert.False(instance.Policy!.IsEmpty);
        Assert.Equal([DecisionOutcome.Deny, DecisionOutcome.Allow], tail.Decisions.Select(pair => pair.Decision.Outcome));
        Assert.Equal("policy.no_policy", Assert.Single(tail.Decisions[0].Decision.Reasons).Code);
    }

    [Fact]
    [Trait("Category", "Kafka")]
    public void TwoPublishersAtOnce_OneWinsTheSameWayEverywhere()
    {
        using var scene = OnKafka();
        scene.Start("one");
        scene.Start("two");
        for (var round = 0; round < 5; round++)
        {
            var contents = new[] { PolicyFireScene.Content(10_000 + round), PolicyFireScene.Content(20_000 + round) };
            var publications = contents.Select(content => scene.Sign(content)).ToArray();
            Parallel.For(0, 2, i =>
            {
                using var publisher = new PolicyPublisher(scene.Connection, scene.Topics.Policies, NullLogger.Instance);
                publisher.Write(publications[i], new PublicationPayload(contents[i]), PolicyFireScene.Patience);
            });
            var entries = publications.Select(scene.WaitFor).ToList();

            var winner = Assert.Single(entries, entry => entry.RefusalCode is null);
            Assert.Equal("parent_not_active", Assert.Single(entries, entry => entry != winner).RefusalCode);
            scene.WaitUntilActive(winner.Id);
        }
    }

    [Fact]
    [Trait("Category", "Kafka")]
    public void SetOverTheRecordSize_StillPublishes()
    {
        using var scene = OnKafka();
        scene.Start("one");
        var text = string.Join("---\n", Enumerable.Range(0, 25_000).Select(i => PolicyFireScene.Policy($"agent-{i:D50}", 10_000)));
        var content = PolicyContent.Write(PolicyLoader.Load([new PolicySource("big.yaml", text)]).Snapshot!.Documents);
        Assert.InRange(content.Length, 5 << 20, PublicationLimits.MaxContentBytes);
        var publication = scene.Sign(content);

        Assert.Equal(PublicationState.Active, scene.Publish(publication, content).State);
        scene.WaitUntilActive(publication.Publication.Id);
    }

    private static PolicyFireScene Embedded(EmbeddedBroker broker)
    {
        var topics = new TopicNames();
        foreach (var topic in new[] { topics.Intents, topics.State, topics.Decisions, topics.Audit, topics.DeadLetters, topics.Catalog, topics.Agents }) broker.CreateTopic(topic, PolicyFireScene.Partitions);
        broker.CreateTopic(topics.Policies, 1);
        return new PolicyFireScene(new KafkaConnection(broker.BootstrapServers) { IsEmbedded = true }, topics);
    }

    private PolicyFireScene OnKafka()
    {
        var topology = TopologyLoader.LoadDefault() with { Prefix = RealKafka.NewPrefix(), Tasks = PolicyFireScene.Partitions, Replication = 1 };
        using var admin = new TopicAdmin(kafka.Connection);
        var plan = TopicPlan.Make(topology, admin.Describe([.. topology.Topics.Select(topology.NameOf)], PolicyFireScene.Patience), kafka.Connection);
        admin.Create([.. plan.Topics.Select(topic => topic.Wanted)], PolicyFireScene.Patience, isRehearsal: false);
        using var clients = new LibrdkafkaClients(kafka.Connection, topology.Prefix, NullLogger.Instance);

        // The controller has them; the broker learns of them a moment later.
        foreach (var topic in plan.Topics) Assert.True(SpinWait.SpinUntil(() => clients.PartitionCount(topic.Wanted.Name, PolicyFireScene.Patience) is not null, PolicyFireScene.Patience));
        return new PolicyFireScene(kafka.Connection, new TopicNames(topology.Prefix));
    }
}
