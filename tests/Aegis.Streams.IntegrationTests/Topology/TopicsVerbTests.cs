using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.IntegrationTests.Topology;

/// <summary>`topics plan`, `apply` and `check` against a real cluster.</summary>
[Trait("Category", "Kafka")]
public sealed class TopicsVerbTests(RealKafka kafka)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _prefix = RealKafka.NewPrefix();

    private TopicTopology Topology => TopologyLoader.LoadDefault() with { Prefix = _prefix, Tasks = 2 };

    [Fact]
    public async Task Apply_CreatesWhatPlanShowsAndCheckThenPasses()
    {
        var plan = await Run("plan");
        Assert.Equal(0, plan.ExitCode);
        Assert.StartsWith($"+ {_prefix}.intents", plan.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(
            "create  partitions=2 replication=1 cleanup.policy=delete compression.type=producer max.message.bytes=1048588 message.timestamp.type=LogAppendTime min.insync.replicas=1 retention.ms=604800000 unclean.leader.election.enable=false",
            plan.Lines[0], StringComparison.Ordinal);
        Assert.Equal("16 to create, 0 deviate, 0 match", plan.Lines[^1]);
        Assert.Contains("3 copies are declared and the cluster has 1 broker", plan.Talk, StringComparison.Ordinal);

        var rehearsal = await Run("apply", "--dry-run");
        Assert.Equal((0, "16 to create, 0 deviate, 0 match"), (rehearsal.ExitCode, rehearsal.Lines[^1]));
        Assert.Equal(2, (await Run("check")).ExitCode);

        var apply = await Run("apply");
        Assert.Equal((0, "0 to create, 0 deviate, 16 match"), (apply.ExitCode, apply.Lines[^1]));
        Assert.Equal((0, "0 to create, 0 deviate, 16 match"), await Summary("check"));
        Assert.Equal(0, (await Run("apply")).ExitCode);
        TopicCheck.Run(kafka.Connection, Topology, Patience);
    }

    [Fact]
    public async Task TopicsWithOtherSettings_AreNamedLeftAloneAndRefusedAtStart()
    {
        using (var admin = new TopicAdmin(kafka.Connection))
        {
            admin.Create(
                [
                    new NewTopic($"{_prefix}.intents", 2, 1, new Dictionary<string, string>()),
                    new NewTopic($"{_prefix}.agents", 1, 1, new Dictionary<string, string> { ["cleanup.policy"] = "delete" }),
                ],
                Patience);
        }

        var apply = await Run("apply");

        Assert.Equal(2, apply.ExitCode);
        Assert.Equal("0 to create, 2 deviate, 14 match", apply.Lines[^1]);
        Assert.Contains("    message.timestamp.type: CreateTime, wanted LogAppendTime", apply.Lines);
        Assert.Contains("    cleanup.policy: delete, wanted compact", apply.Lines);
        Assert.Contains(
            $"      kafka-configs.sh --bootstrap-server {kafka.Connection.BootstrapServers} --alter --entity-type topics --entity-name {_prefix}.agents --add-config cleanup.policy=compact",
            apply.Lines);
        Assert.Equal(
            $"the topics do not fit: `{_prefix}.intents` has message.timestamp.type=CreateTime and needs LogAppendTime: with another one a sender chooses the time that deadlines and retention are measured by; `{_prefix}.agents` has cleanup.policy=delete and needs compact: deletion by age would forget rows of the table. `aegis topics apply --prefix {_prefix}` creates what is missing, `aegis topics plan --prefix {_prefix}` prints the commands that change the rest",
            Assert.Throws<StreamClientException>(() => TopicCheck.Run(kafka.Connection, Topology, Patience)).Message);
    }

    [Fact]
    public async Task TaskTopicsOfDifferentCounts_AreRefusedBeforeAnythingIsCreated()
    {
        using (var admin = new TopicAdmin(kafka.Connection))
        {
            admin.Create([.. new[] { ("intents", 2), ("state", 3) }.Select(topic => new NewTopic($"{_prefix}.{topic.Item1}", topic.Item2, 1, new Dictionary<string, string>()))], Patience);

            // The controller has created them; the broker that is asked hears of each a moment later.
            while (admin.Describe([$"{_prefix}.intents", $"{_prefix}.state"], Patience).Topics.Count < 2) await Task.Yield();
        }

        var apply = await Run("apply");

        Assert.Equal((1, ""), (apply.ExitCode, apply.Output));
        Assert.Contains($"`{_prefix}.intents` has 2, `{_prefix}.state` has 3", apply.Talk, StringComparison.Ordinal);
        Assert.Equal("14 to create, 2 deviate, 0 match", (await Run("plan")).Lines[^1]);
    }

    [Fact]
    public async Task MoreCopiesThanBrokers_AreRefused()
    {
        var plan = await Run("plan", "--replication", "5");

        Assert.Equal((1, ""), (plan.ExitCode, plan.Output));
        Assert.StartsWith("error: --replication 5 needs 5 brokers, and the cluster at ", plan.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public void NobodyAnswers_IsAFaultInTime()
    {
        using var admin = new TopicAdmin(new KafkaConnection("127.0.0.1:1"));

        Assert.Equal(StreamClientFault.Retriable, Assert.Throws<StreamClientException>(() => admin.Describe(["t"], TimeSpan.FromSeconds(2))).Fault);
    }

    private Task<VerbRun> Run(string verb, params string[] options) => VerbRun.Of(kafka.Connection, ["topics", verb, "--prefix", _prefix, "--tasks", "2", .. options]);

    private async Task<(int ExitCode, string Summary)> Summary(string verb)
    {
        var run = await Run(verb);
        return (run.ExitCode, run.Lines[^1]);
    }
}
