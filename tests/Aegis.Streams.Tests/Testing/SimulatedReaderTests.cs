using Aegis.Streams.Kafka.Clients;
using static Aegis.Streams.Tests.Testing.ClusterScene;

namespace Aegis.Streams.Tests.Testing;

public sealed class SimulatedReaderTests
{
    private readonly ClusterScene _scene = new();

    [Fact]
    public void OffsetBelowTheStart_IsOutOfRange()
    {
        _scene.Cluster.Append("out", "k", "0");
        _scene.Cluster.Append("out", "k", "1");
        _scene.Cluster.Log(Out).MoveStart(1);

        Assert.Equal(StreamClientFault.OffsetOutOfRange, FaultOf(() => _scene.ReadOut(0).Poll(TimeSpan.Zero)));
        Assert.Equal("1", Text(_scene.ReadOut(1).Poll(TimeSpan.Zero)!));
    }

    [Fact]
    public void CompactedLog_HasGapsAtItsTail_WhichThePositionStepsOver()
    {
        _scene.Cluster.Append("out", "a", "1");
        _scene.Cluster.Append("out", "b", "2");
        _scene.Cluster.Append("out", "a", "3");
        _scene.Cluster.Append("out", "b", null);
        _scene.OpenTransaction("aborted").Abort(Wait);
        _scene.Cluster.Log(Out).Compact(dropTombstones: true);
        var reader = _scene.ReadOut();

        Assert.Equal("3", Text(reader.Poll(TimeSpan.Zero)!));
        Assert.Equal(3, reader.Position(Out));
        Assert.Null(reader.Poll(TimeSpan.Zero));
        Assert.Equal(6, reader.Position(Out));
        Assert.Equal(new LogRange(0, 6), _scene.Process.Ranges([Out], Wait)[Out]);
    }

    [Fact]
    public void Compaction_LeavesWhatIsNotStable()
    {
        _scene.Cluster.Append("out", "k", "1");
        var producer = _scene.OpenTransaction("2");
        _scene.Cluster.Log(Out).Compact(dropTombstones: false);
        Assert.Equal(["1"], _scene.CommittedOut());

        producer.Commit(Wait);
        _scene.Cluster.Log(Out).Compact(dropTombstones: false);
        Assert.Equal(["2"], _scene.CommittedOut());
    }
}
