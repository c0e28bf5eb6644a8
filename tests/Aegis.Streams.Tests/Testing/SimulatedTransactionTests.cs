using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;
using static Aegis.Streams.Tests.Testing.ClusterScene;

namespace Aegis.Streams.Tests.Testing;

public sealed class SimulatedTransactionTests
{
    private readonly ClusterScene _scene = new();

    [Fact]
    public void OpenTransaction_HoldsReadersBack_AndCommitLetsThemOn()
    {
        var producer = _scene.OpenTransaction("a");
        _scene.Cluster.Append("out", "k", "plain");
        var reader = _scene.ReadOut();

        Assert.Null(reader.Poll(TimeSpan.Zero));
        Assert.Equal(0, _scene.Cluster.Log(Out).LastStableOffset);
        Assert.Equal(2, _scene.Process.Ranges([Out], Wait)[Out].End);

        producer.Commit(Wait);

        Assert.Equal("a", Text(reader.Poll(TimeSpan.Zero)!));
        Assert.Equal("plain", Text(reader.Poll(TimeSpan.Zero)!));
        Assert.Null(reader.Poll(TimeSpan.Zero));
        Assert.Equal(3, reader.Position(Out));
    }

    [Fact]
    public void Abort_TakesAnOffset_AndReadersStepOverIt()
    {
        var producer = _scene.OpenTransaction("a");
        producer.Abort(Wait);
        var reader = _scene.ReadOut();

        Assert.Null(reader.Poll(TimeSpan.Zero));
        Assert.Equal(2, reader.Position(Out));
        Assert.Empty(_scene.CommittedOut());
    }

    [Fact]
    public void AfterCommit_TheSameProducerBeginsAnother()
    {
        var producer = _scene.OpenTransaction("a");
        producer.Commit(Wait);
        producer.Begin();
        Produce(producer, "b");
        producer.Commit(Wait);

        Assert.Equal(["a", "b"], _scene.CommittedOut());
    }

    [Fact]
    public void InitTransactions_AbortsThePredecessorsTransaction_AndFencesIt()
    {
        var old = _scene.OpenTransaction("a");
        _scene.Producer();

        Assert.Equal(2, _scene.Cluster.Log(Out).LastStableOffset);
        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => old.Commit(Wait)));
        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => old.Abort(Wait)));
        Assert.Empty(_scene.CommittedOut());
    }

    [Fact]
    public void LostMarkers_LeaveTheTransactionOpen_AndTheNextOneOfTheProducerIdEndsItAsItEndsItself()
    {
        var faults = new FaultScript();
        var scene = new ClusterScene(faults: faults);
        faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        var producer = scene.OpenTransaction("first");
        producer.Commit(Wait);
        scene.Producer();
        Assert.Empty(scene.CommittedOut());
        Assert.Equal(0, scene.Cluster.Log(Out).LastStableOffset);

        scene.OpenTransaction("second").Commit(Wait);

        Assert.Equal(["first", "second"], scene.CommittedOut());
    }

    [Fact]
    public void DisposedProducer_LeavesItsTransactionOpenUntilItsTimeout()
    {
        _scene.OpenTransaction("a").Dispose();

        _scene.Cluster.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, _scene.Cluster.Log(Out).LastStableOffset);

        _scene.Cluster.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(2, _scene.Cluster.Log(Out).LastStableOffset);
    }

    [Fact]
    public void TransactionTimeout_FencesTheLivingProducer()
    {
        var producer = _scene.OpenTransaction("a");
        _scene.Cluster.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => producer.Commit(Wait)));
        Assert.Empty(_scene.CommittedOut());
    }

    [Fact]
    public void RefusedRecord_FailsTheCommit_NotTheCallThatProducedIt()
    {
        var producer = _scene.OpenTransaction("a");
        Produce(producer, new string('x', 101));

        Assert.Equal(StreamClientFault.RecordRejected, FaultOf(() => producer.Commit(Wait)));
        Assert.Empty(_scene.CommittedOut());
    }

    [Fact]
    public void UnknownTopic_RequiresAnAbort()
    {
        var producer = _scene.OpenTransaction("a");
        producer.Produce(new Aegis.Streams.Pipeline.OutboundRecord("absent", null, null, [], 0));

        Assert.Equal(StreamClientFault.UnknownTopic, FaultOf(() => producer.Commit(Wait)));
        producer.Abort(Wait);
    }

    [Fact]
    public void Markers_ReachEachPartitionAtTheirOwnTime()
    {
        var scene = Enumerable.Range(0, 50).Select(seed => new ClusterScene(faults: new FaultScript(seed, 0))).First(scene =>
        {
            scene.OpenTransaction("a").Commit(Wait);
            return scene.Cluster.Log(Out).LastStableOffset == 0;
        });

        Assert.Empty(scene.CommittedOut());
        scene.Cluster.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a"], scene.CommittedOut());
    }

    [Fact]
    public void CallsOutOfOrder_AreNotedAsBugsOfTheCaller()
    {
        var producer = _scene.Producer();

        Assert.Throws<InvalidOperationException>(() => Produce(producer, "a"));
        Assert.Throws<InvalidOperationException>(() => producer.Commit(Wait));
        producer.Begin();
        Assert.Throws<InvalidOperationException>(() => producer.SendOffsets(new Dictionary<LogPartition, long>(), _scene.Process.CreateConsumer("m").Membership, Wait));
        Assert.Equal(3, _scene.Cluster.Misuses.Count);
    }
}
