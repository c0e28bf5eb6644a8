using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime;

public sealed class StateLayoutTests
{
    private static readonly StreamsOptions Options = new() { InstanceId = "one", InputTopics = ["in", "more"], ChangelogTopic = "state" };
    private readonly SimulatedCluster _cluster = new();

    [Fact]
    public void NoStateYet_IsFine()
    {
        Create(2, 2, 2);

        Check();
    }

    [Fact]
    public void StateOfAsManyPartitions_IsFine()
    {
        Create(2, 2, 2);
        WriteMetadata(1, partitionCount: 2);

        Check();
    }

    [Fact]
    public void MissingTopic_IsNamed()
    {
        _cluster.CreateTopic("in", 2);

        Assert.Equal("the topic `more` does not exist; create it with `aegis topics apply`.", Halt());
    }

    [Fact]
    public void UnequalCounts_AreNamed()
    {
        Create(2, 3, 2);

        Assert.Equal("these topics must have equal partition counts: `in` has 2, `more` has 3, `state` has 2.", Halt());
    }

    [Fact]
    public void ChangedPartitionCount_RefusesToStart()
    {
        Create(4, 4, 4);
        WriteMetadata(0, partitionCount: 2);

        Assert.StartsWith("the keyed state in `state` was built for 2 partitions, the input now has 4: keys would move away from their state.", Halt(), StringComparison.Ordinal);
    }

    [Fact]
    public void TruncatedChangelog_RefusesToStart()
    {
        Create(2, 2, 2);
        WriteMetadata(0, partitionCount: 2);
        Write(0, new("k"u8.ToArray(), new("v"u8.ToArray(), null)));
        _cluster.Log(new LogPartition("state", 0)).MoveStart(1);

        Assert.StartsWith("the changelog `state` [0] does not begin with the metadata of a task (offset 1): it was truncated, or another program wrote to it.", Halt(), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangelogHiddenByAnOpenTransaction_IsLeftToTheRestore()
    {
        Create(2, 2, 2);
        var epoch = _cluster.Transactions.Initialize("dead");
        _cluster.Transactions.Append("dead", epoch, ChangelogRecord.Encode("state", 0, ChangelogRecord.Metadata(9)));

        Check();
    }

    private void Create(int input, int more, int state)
    {
        _cluster.CreateTopic("in", input);
        _cluster.CreateTopic("more", more);
        _cluster.CreateTopic("state", state);
    }

    private void WriteMetadata(int partition, int partitionCount) => Write(partition, ChangelogRecord.Metadata(partitionCount));

    private void Write(int partition, Streams.State.StateChange change) => _cluster.Append(ChangelogRecord.Encode("state", partition, change), _cluster.Now);

    private void Check() => StateLayout.Check(_cluster.Start("one"), Options, _cluster.Time, TimeSpan.FromSeconds(5));

    private string Halt() => Assert.Throws<StreamsHaltedException>(Check).Message;
}
