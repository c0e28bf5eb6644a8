using Aegis.Streams.Audit;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aegis.Streams.IntegrationTests.Topology;

/// <summary>The rights that `topics plan --acls` prints, on a cluster that grants nothing else (SASL and an authorizer): they are enough, and without them the message says what is missing.</summary>
[Trait("Category", "Kafka")]
public sealed class AccessTests
{
    // librdkafka's RD_KAFKA_RESOURCE_TRANSACTIONAL_ID, which the enumeration of the .NET client does not name.
    private const ResourceType TransactionalId = (ResourceType)5;

    private const string Reply = "acme.replies";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TopicTopology Topology = TopologyLoader.LoadDefault() with { Tasks = 1, Replication = 1 };

    [Fact]
    public async Task PrintedRights_AreEnoughForTheStreamAndTheClients()
    {
        using var cluster = RealKafka.StartCluster(settings: Secured());
        var root = As(cluster, "root");
        using (var admin = new TopicAdmin(root))
        {
            var plan = TopicPlan.Make(Topology, admin.Describe([], Patience), root);
            admin.Create([.. plan.Topics.Select(topic => topic.Wanted), new NewTopic(Reply, 1, 1, new Dictionary<string, string>()), new NewTopic("b.replies", 1, 1, new Dictionary<string, string>())], Patience);
        }

        var denied = Assert.Throws<StreamClientException>(() => TopicCheck.Run(As(cluster, "aegis"), Topology, Patience));
        Assert.Equal(StreamClientFault.NotAuthorized, denied.Fault);
        Assert.StartsWith("the right Describe is missing on `aegis.intents`, `aegis.commands`", denied.Message, StringComparison.Ordinal);

        await Grant(root, [.. AccessPlan.Make(Topology), new AccessRule("User:aegis", "topic", Reply, IsPrefix: false, ["Write", "DescribeConfigs"]), new AccessRule("User:aegis", "topic", "b.replies", IsPrefix: false, ["Write"])]);
        WaitFor(() => Passes(As(cluster, "aegis")));

        var stream = As(cluster, "aegis");
        using var watcher = new ReplyTopicWatcher(stream, ["{tenant}.replies"], Topology, TimeProvider.System, NullLogger.Instance, Timeout.InfiniteTimeSpan);
        watcher.Refresh();
        Assert.Equal(ReplyStatus.Sent, watcher.Current.Check("acme", Reply, 1_000_000));
        Assert.Equal(ReplyStatus.NotWritable, watcher.Current.Check("b", "b.replies", 100));
        using var clients = new LibrdkafkaClients(stream, "aegis", NullLogger.Instance);
        using var application = new DecisionApplication(
            new DecisionOptions { InstanceId = "one" }, clients, PolicySnapshot.Empty, CommitmentKey.Generate(), () => watcher.Current, TimeProvider.System, NullLoggerFactory.Instance);
        application.Start();
        WaitFor(() => application.State is StreamsState.Running or StreamsState.Error);
        Assert.Equal(StreamsState.Running, application.State);

        using var producer = new RecordProducer(As(cluster, "aegis-agents"), NullLogger.Instance);
        producer.Produce(new OutboundRecord("aegis.intents", "acme/bot"u8.ToArray(), Intent, []));
        Assert.True(producer.Flush(Patience));
        Assert.NotNull(ReadOne(As(cluster, "aegis-auditors"), "aegis.decisions"));
        Assert.NotNull(ReadOne(As(cluster, "aegis-auditors"), "aegis.audit"));
        Assert.NotNull(ReadOne(root, Reply));
        Assert.True(application.Stop(Patience));

        using var foreign = new RecordProducer(As(cluster, "aegis-agents"), NullLogger.Instance);
        string? error = null;
        foreign.Produce(new OutboundRecord("aegis.commands", "acme/bot"u8.ToArray(), [1], []), delivery => error = delivery.Error);
        Assert.True(foreign.Flush(Patience));
        Assert.Contains("TopicAuthorizationFailed", error, StringComparison.Ordinal);
    }

    private static byte[] Intent =>
        """{"id":"i-1","tenant":"acme","agent":"bot","tool":"t","action":"a","call_class":"read","parameters":{},"reply_topic":"acme.replies"}"""u8.ToArray();

    private static string[] Secured()
    {
        string[] users = ["root", .. Topology.Principals.Select(principal => principal.Principal["User:".Length..])];
        return
        [
            "listener.security.protocol.map=PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms=PLAIN",
            "sasl.mechanism.inter.broker.protocol=PLAIN",
            $"listener.name.plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"root\" password=\"pw\" {string.Join(' ', users.Select(user => $"user_{user}=\"pw\""))};",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users=User:root;User:ANONYMOUS",
        ];
    }

    private static KafkaConnection As(KafkaCluster cluster, string user) => cluster.Connection with
    {
        Properties = new Dictionary<string, string>
        {
            ["security.protocol"] = "SASL_PLAINTEXT",
            ["sasl.mechanism"] = "PLAIN",
            ["sasl.username"] = user,
            ["sasl.password"] = "pw",
        },
    };

    private static async Task Grant(KafkaConnection root, IEnumerable<AccessRule> rules)
    {
        using var admin = new AdminClientBuilder(root.ToClientConfig()).Build();
        await admin.CreateAclsAsync(rules.SelectMany(rule => rule.Operations.Select(operation => new AclBinding
        {
            Pattern = new ResourcePattern
            {
                Type = rule.Resource switch { "topic" => ResourceType.Topic, "group" => ResourceType.Group, _ => TransactionalId },
                Name = rule.Name,
                ResourcePatternType = rule.IsPrefix ? ResourcePatternType.Prefixed : ResourcePatternType.Literal,
            },
            Entry = new AccessControlEntry { Principal = rule.Principal, Host = "*", Operation = Enum.Parse<AclOperation>(operation), PermissionType = AclPermissionType.Allow },
        })));
    }

    private static bool Passes(KafkaConnection connection)
    {
        try
        {
            TopicCheck.Run(connection, Topology, Patience);
            return true;
        }
        catch (StreamClientException fault) when (fault.Fault == StreamClientFault.NotAuthorized)
        {
            return false;
        }
    }

    private static SourceRecord? ReadOne(KafkaConnection connection, string topic)
    {
        using var clients = new LibrdkafkaClients(connection, "aegis-watch", NullLogger.Instance);
        using var reader = clients.CreateReader("tail");
        reader.Assign(Enumerable.Range(0, clients.PartitionCount(topic, Patience)!.Value).ToDictionary(partition => new LogPartition(topic, partition), _ => 0L));
        SourceRecord? record = null;
        WaitFor(() => (record = reader.Poll(TimeSpan.FromMilliseconds(100))) is not null);
        return record;
    }

    private static void WaitFor(Func<bool> holds)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!holds()) Assert.True(DateTime.UtcNow < deadline, "The state did not come in time.");
    }
}
