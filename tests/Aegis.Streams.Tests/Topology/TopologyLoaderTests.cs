using System.Collections.Immutable;
using Aegis.Streams.Kafka.Topology;
using Aegis.Streams.Publishing;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Tests.Topology;

public sealed class TopologyLoaderTests
{
    private static readonly string Default = File.ReadAllText(RepositoryFiles.PathOf("topology", "topics.yaml"));

    [Fact]
    public void TopologyOfTheRepository_IsTheOneInTheProgram()
    {
        var loaded = TopologyLoader.Load("topics.yaml", Default).Topology!;

        var own = TopologyLoader.LoadDefault();
        Assert.Equal(own.Topics.Select(topic => (topic.Name, topic.Partitions)), loaded.Topics.Select(topic => (topic.Name, topic.Partitions)));
        Assert.Equal((12, 3), (own.Tasks, own.Replication));
    }

    [Fact]
    public void Names_AreThoseThatTheStreamUses()
    {
        var names = new TopicNames("acme");
        var topology = TopologyLoader.LoadDefault() with { Prefix = "acme" };

        Assert.Equal(
            [names.Intents, names.Commands, names.Controls, names.Catalog, names.Agents, names.Policies, names.State, names.Owners, names.Decisions, names.Audit, names.DeadLetters,
                names.ListsIn, names.ListsOut, names.ListReceipts, names.ListState, names.Lists],
            topology.Topics.Select(topology.NameOf));
    }

    [Fact]
    public void Topic_HasSharedSettingsAndItsOwnOnTop()
    {
        var dlq = TopologyLoader.LoadDefault().Topics.Single(topic => topic.Name == "dlq");

        Assert.Equal("2097152", dlq.Config["max.message.bytes"]);
        Assert.Equal("2", dlq.Config["min.insync.replicas"]);
        Assert.Equal("delete", dlq.Config["cleanup.policy"]);
        Assert.Equal(["aegis"], dlq.Writers);
        Assert.Equal(["operators"], dlq.Readers);
    }

    [Theory]
    [InlineData("tasks: 12", "tasks: 0", "0\n", "`tasks` must be a whole number from 1 to 10000, not `0`")]
    [InlineData("tasks: 12", "tasks: \"12\"", "\"12\"", "`tasks` must be a whole number from 1 to 10000, not a text")]
    [InlineData("replication: 3", "replicas: 3", "replicas: 3", "unknown key `replicas` in a topology")]
    [InlineData("replication: 3", "replicas: 3", "tasks: 12", "key `replication` is missing")]
    [InlineData("  - name: intents", "  - name: intent", "intent\n", "unknown topic `intent`; did you mean `intents`?")]
    [InlineData("  - name: intents", "  - name: intent", "- name: intent\n", "topic `intents` is missing")]
    [InlineData("  - name: commands", "  - name: intents", "name: intents\n    purpose: orders to one", "topic `intents` is declared twice; remove one")]
    [InlineData("    partitions: tasks\n    config:\n      cleanup.policy: compact", "    partitions: 12\n    config:\n      cleanup.policy: compact", "12\n", "`partitions` of `state` must be `tasks`, not `12`: one task owns one number of this topic and of the others that say so")]
    [InlineData("    key: scope\n    partitions: 1", "    key: scope\n    partitions: many", "many\n", "`partitions` must be a whole number from 1 to 10000, not `many`")]
    [InlineData("      segment.bytes: 52428800                 # 50", "      segment.byte: 52428800                 # 50", "segment.byte:", "unknown setting `segment.byte`; did you mean `segment.bytes`?")]
    [InlineData("      retention.ms: 220752000000", "      retention.ms: 7 years", "7 years", "`retention.ms` must be a whole number without quotes, or -1 for no bound, not `7 years`")]
    [InlineData("      message.timestamp.type: LogAppendTime   #", "      message.timestamp.type: CreateTime   #", "cleanup.policy: delete\n      message.timestamp.type: CreateTime", "`message.timestamp.type` of `intents` must be LogAppendTime: with another one a sender chooses the time that deadlines and retention are measured by")]
    [InlineData("    read_by: [operators]", "    read_by: [operator]", "operator]", "unknown role `operator` in `read_by`; did you mean `operators`?")]
    [InlineData("principal: User:aegis-catalog", "principal: aegis-catalog", "aegis-catalog\n", "`principal` must be TYPE:NAME, such as User:aegis, not `aegis-catalog`")]
    [InlineData("  - role: catalog", "  - role: agents", "role: agents\n    principal: User:aegis-catalog", "role `agents` is declared twice; remove one")]
    [InlineData("  - role: aegis", "  - role: stream", "- role: stream", "role `aegis` is missing: the principal of the stream's instances")]
    [InlineData("tasks: 12", "tasks: &n 12", "&n 12", "anchors are not allowed in topologies; write the value out where it is used")]
    public void Fault_IsNamedWithItsPlaceAndTheWayOut(string text, string replacement, string place, string message)
    {
        Assert.Contains(text, Default, StringComparison.Ordinal);
        var changed = Default.Replace(text, replacement, StringComparison.Ordinal);

        var error = Assert.Single(Errors(changed), error => error.Message == message);

        var lines = changed.Split('\n');
        Assert.StartsWith(place, string.Join('\n', lines[(error.Line - 1)..])[(error.Column - 1)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state", "cleanup.policy: compact", "cleanup.policy: compact,delete", "`cleanup.policy` of `state` must be compact: deletion by age would forget keyed state")]
    [InlineData("catalog", "cleanup.policy: compact", "cleanup.policy: delete", "`cleanup.policy` of `catalog` must be compact: deletion by age would forget rows of the table")]
    [InlineData("audit", "cleanup.policy: delete", "cleanup.policy: compact", "`cleanup.policy` of `audit` must be delete: compaction would drop all but the last record of a key")]
    public void CleanupThatBreaksAGuarantee_IsAFault(string topic, string text, string replacement, string message)
    {
        var start = Default.IndexOf($"  - name: {topic}\n", StringComparison.Ordinal);
        var place = Default.IndexOf(text, start, StringComparison.Ordinal);

        Assert.Equal(message, Assert.Single(Errors(Default[..place] + replacement + Default[(place + text.Length)..])).Message);
    }

    [Fact]
    public void SeveralFaults_AreNamedAtOnce() =>
        Assert.Equal(3, Errors(Default.Replace("tasks: 12", "tasks: x", StringComparison.Ordinal).Replace("key: scope", "keys: scope", StringComparison.Ordinal)).Length);

    [Theory]
    [InlineData("", "t.yaml: is empty; a topology has the keys tasks, replication, config, principals, topics")]
    [InlineData("- x", "t.yaml:1:1: a topology must be a mapping with the keys tasks, replication, config, principals, topics, not a list")]
    [InlineData("tasks: [", "t.yaml:1:8: `[` is not closed; close it, and indent what is inside more than its key")]
    public void TextThatIsNoTopology_IsAFault(string text, string message) => Assert.Equal(message, Assert.Single(Errors(text)).ToString());

    [Fact]
    public void SecondDocument_IsAFault() =>
        Assert.Equal("a topology is one document; remove what follows `---`", Assert.Single(Errors(Default + "---\ntasks: 1\n")).Message);

    [Fact]
    public void AbsentFile_IsAFault() => Assert.Equal("no/such.yaml: there is no such file", Assert.Single(TopologyLoader.Load("no/such.yaml").Errors).ToString());

    private static ImmutableArray<YamlError> Errors(string text) => TopologyLoader.Load("t.yaml", text).Errors;
}
