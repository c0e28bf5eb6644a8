using Aegis.Streams.Kafka.Topology;

namespace Aegis.Streams.Tests.Topology;

public sealed class TopicCheckTests
{
    private const int BatchBytes = 1_000_000;

    [Fact]
    public void FittingTopics_Pass() => Assert.Empty(Faults(Clusters.Fitting()));

    [Fact]
    public void MissingTopics_AreNamedTogether() => Assert.Equal("`aegis.controls`, `aegis.state` do not exist", Assert.Single(Faults(Clusters.Without("aegis.state", "aegis.controls"))));

    [Fact]
    public void OtherPartitionsThanDeclared_Pass() => Assert.Empty(Faults(Clusters.With("aegis.decisions", topic => topic with { Partitions = 1 })));

    [Fact]
    public void TaskTopicsOfDifferentCounts_AreRefused() => Assert.Equal(
        "these topics must have equal partition counts, since one task owns one number of all of them: `aegis.intents` has 3, `aegis.commands` has 4, `aegis.state` has 4, `aegis.lists.in` has 4, `aegis.lists.out` has 4, `aegis.lists.receipts` has 4, `aegis.lists.state` has 4; remove those that hold nothing yet, or start anew under another prefix",
        Assert.Single(Faults(Clusters.With("aegis.intents", topic => topic with { Partitions = 3 }))));

    [Theory]
    [InlineData("state", "cleanup.policy", "delete", "`aegis.state` has cleanup.policy=delete and needs compact: deletion by age would forget keyed state")]
    [InlineData("agents", "cleanup.policy", "compact,delete", "`aegis.agents` has cleanup.policy=compact,delete and needs compact: deletion by age would forget rows of the table")]
    [InlineData("intents", "cleanup.policy", "compact", "`aegis.intents` has cleanup.policy=compact and needs delete: compaction would drop all but the last record of a key")]
    [InlineData("intents", "message.timestamp.type", "CreateTime", "`aegis.intents` has message.timestamp.type=CreateTime and needs LogAppendTime: with another one a sender chooses the time that deadlines and retention are measured by")]
    [InlineData("decisions", "max.message.bytes", "999999", "`aegis.decisions` has max.message.bytes=999999 and needs 1000000 or more: the producer makes batches of that size, and one that is refused aborts the transaction of its neighbours")]
    [InlineData("lists.out", "max.message.bytes", "1048588", "`aegis.lists.out` has max.message.bytes=1048588 and needs 2065536 or more: the rows of a chunk may grow to that")]
    [InlineData("dlq", "max.message.bytes", "1048588", "`aegis.dlq` has max.message.bytes=1048588 and needs 1114124 or more: the largest record of `aegis.intents` must fit with headers on top")]
    public void SettingThatBreaksAGuarantee_IsRefused(string topic, string setting, string value, string fault) =>
        Assert.Equal(fault, Assert.Single(Faults(Clusters.With($"aegis.{topic}", existing => existing.Set(setting, value)))));

    [Theory]
    [InlineData("catalog", "max.message.bytes", "1000")]
    [InlineData("audit", "retention.ms", "1000")]
    public void SettingThatBreaksNoGuarantee_Passes(string topic, string setting, string value) =>
        Assert.Empty(Faults(Clusters.With($"aegis.{topic}", existing => existing.Set(setting, value))));

    [Fact]
    public void TopicThatTheStreamWrites_AndThisPrincipalMayNot_IsRefused()
    {
        Assert.Equal(
            "this principal may not write `aegis.owners`: `aegis topics plan --acls` prints the commands that grant it",
            Assert.Single(Faults(Clusters.With("aegis.owners", topic => topic with { IsWritable = false }))));
        Assert.Empty(Faults(Clusters.With("aegis.catalog", topic => topic with { IsWritable = false })));
    }

    private static IReadOnlyList<string> Faults(ClusterTopics cluster) => TopicCheck.Faults(Clusters.Topology, cluster, BatchBytes);
}
