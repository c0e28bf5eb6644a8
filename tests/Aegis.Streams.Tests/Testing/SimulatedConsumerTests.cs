using static Aegis.Streams.Tests.Testing.ClusterScene;

namespace Aegis.Streams.Tests.Testing;

public sealed class SimulatedConsumerTests
{
    private readonly ClusterScene _scene = new();

    [Fact]
    public void Poll_StartsAtTheCommittedOffset()
    {
        foreach (var value in new[] { "0", "1", "2" }) _scene.Cluster.Append("in", "k", value, partition: 2);
        var (consumer, _) = _scene.Member("a");
        consumer.Poll(TimeSpan.Zero);
        var producer = _scene.OpenTransaction("x");
        producer.SendOffsets(Offset(2, 2), consumer.Membership, Wait);
        producer.Commit(Wait);
        consumer.Close();

        var record = _scene.Member("b").Consumer.Poll(TimeSpan.Zero)!;
        Assert.Equal((2, 2L, "2"), (record.Partition, record.Offset, Text(record)));
    }

    [Fact]
    public void PausedPartition_DeliversNothing_AndSeekMovesIt()
    {
        foreach (var value in new[] { "0", "1" }) _scene.Cluster.Append("in", "k", value, partition: 0);
        var (consumer, _) = _scene.Member("a");
        Assert.Equal("0", Text(consumer.Poll(TimeSpan.Zero)!));
        consumer.Pause([In(0)]);
        Assert.Null(consumer.Poll(TimeSpan.Zero));

        consumer.Resume([In(0)]);
        consumer.Seek(In(0), 0);
        Assert.Equal("0", Text(consumer.Poll(TimeSpan.Zero)!));
        Assert.Equal(1, consumer.Lag(In(0)));
    }

    [Fact]
    public void LogThatLostItsHead_IsReadFromItsNewStart()
    {
        foreach (var value in new[] { "0", "1", "2" }) _scene.Cluster.Append("in", "k", value, partition: 0);
        _scene.Cluster.Log(In(0)).MoveStart(2);
        Assert.Equal("2", Text(_scene.Member("a").Consumer.Poll(TimeSpan.Zero)!));
    }

    [Fact]
    public void Records_CarryTheTimeOfTheBroker()
    {
        _scene.Cluster.Advance(TimeSpan.FromMinutes(1));
        _scene.Cluster.Append("in", "k", "v", partition: 0);
        var record = _scene.Member("a").Consumer.Poll(TimeSpan.Zero)!;

        Assert.True(record.IsLogAppendTime);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 8, 1, 0, TimeSpan.Zero), record.Timestamp);
    }

    [Fact]
    public void WaitThatBringsNothing_MovesTheClock_UnlessWoken()
    {
        var (consumer, _) = _scene.Member("a");
        consumer.Poll(TimeSpan.FromSeconds(2));
        consumer.Wake();
        consumer.Poll(TimeSpan.FromSeconds(2));

        Assert.Equal(new DateTimeOffset(2026, 1, 5, 8, 0, 2, TimeSpan.Zero), _scene.Cluster.Now);
    }
}
