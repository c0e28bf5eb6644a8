using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;
using static Aegis.Streams.Tests.Testing.ClusterScene;

namespace Aegis.Streams.Tests.Testing;

public sealed class SimulatedGroupTests
{
    private readonly ClusterScene _scene = new();

    [Fact]
    public void SecondMember_GetsPartitionsOnlyAfterTheFirstGaveThemBack()
    {
        var (first, firstListener) = _scene.Member("a");
        var (second, secondListener) = _scene.Member("b");
        first.Poll(TimeSpan.Zero);
        Assert.Equal("+0 +1 +2 +3", firstListener.TakeEvents());

        second.Poll(TimeSpan.Zero);
        Assert.Equal("", secondListener.TakeEvents());

        firstListener.OnRevoked = _ => second.Poll(TimeSpan.Zero);
        first.Poll(TimeSpan.Zero);
        Assert.Equal("-2 -3", firstListener.TakeEvents());
        Assert.Equal("", secondListener.TakeEvents());

        second.Poll(TimeSpan.Zero);
        Assert.Equal("+2 +3", secondListener.TakeEvents());
    }

    [Fact]
    public void RevokedListener_MayStillCommit()
    {
        var (first, listener) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        var producer = _scene.OpenTransaction("x");
        listener.OnRevoked = _ =>
        {
            producer.SendOffsets(Offset(3, 7), first.Membership, Wait);
            producer.Commit(Wait);
        };
        _scene.Member("b").Consumer.Poll(TimeSpan.Zero);
        first.Poll(TimeSpan.Zero);

        Assert.Equal(["x"], _scene.CommittedOut());
        Assert.Equal(7, _scene.Cluster.Offsets.Committed(In(3)));
    }

    [Fact]
    public void AssignedListener_CanNeitherSeekNorPause()
    {
        var (consumer, listener) = _scene.Member("a");
        listener.OnAssigned = partitions => consumer.Pause(partitions);

        Assert.Throws<InvalidOperationException>(() => consumer.Poll(TimeSpan.Zero));
        Assert.Single(_scene.Cluster.Misuses);
    }

    [Fact]
    public void Close_GivesThePartitionsToTheOtherAtOnce()
    {
        var (first, listener) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        first.Close();
        var (second, secondListener) = _scene.Member("b");
        second.Poll(TimeSpan.Zero);

        Assert.Equal("+0 +1 +2 +3 -0 -1 -2 -3", listener.TakeEvents());
        Assert.Equal("+0 +1 +2 +3", secondListener.TakeEvents());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DeadMember_KeepsItsPartitionsUntilItsSessionEnds(bool isDisposedOnly)
    {
        var other = _scene.Cluster.Start("two");
        var (first, _) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        if (isDisposedOnly) first.Dispose();
        else _scene.Process.Crash();
        var (second, listener) = _scene.Member("b", other);

        _scene.Cluster.Advance(TimeSpan.FromSeconds(44));
        second.Poll(TimeSpan.Zero);
        Assert.Equal("", listener.TakeEvents());

        _scene.Cluster.Advance(TimeSpan.FromSeconds(1));
        second.Poll(TimeSpan.Zero);
        Assert.Equal("+0 +1 +2 +3", listener.TakeEvents());
    }

    [Fact]
    public void StoppedMember_HearsThatItLostItsPartitions_AndJoinsAgain()
    {
        var (first, listener) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        _scene.Process.Pause();
        _scene.Cluster.Advance(TimeSpan.FromSeconds(45));
        Assert.Empty(_scene.Cluster.Group.Members);

        _scene.Process.Continue();
        first.Poll(TimeSpan.Zero);
        Assert.Equal("+0 +1 +2 +3 !0 !1 !2 !3 +0 +1 +2 +3", listener.TakeEvents());
    }

    [Fact]
    public void MemberThatDoesNotPoll_LosesItsPartitionsInSpiteOfItsHeartbeats()
    {
        var (first, listener) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        _scene.Cluster.Advance(TimeSpan.FromMinutes(5));
        first.Poll(TimeSpan.Zero);

        Assert.Equal("+0 +1 +2 +3 !0 !1 !2 !3 +0 +1 +2 +3", listener.TakeEvents());
    }

    [Fact]
    public void OffsetsOfAnExpiredMember_RequireAnAbort_AfterWhichTheProducerGoesOn()
    {
        var (first, _) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        var producer = _scene.OpenTransaction("x");
        _scene.Cluster.Group.Expire("a");

        Assert.Equal(StreamClientFault.AbortRequired, FaultOf(() => producer.SendOffsets(Offset(0, 1), first.Membership, Wait)));
        Assert.Equal(StreamClientFault.AbortRequired, FaultOf(() => producer.Commit(Wait)));
        producer.Abort(Wait);
        producer.Begin();
        Produce(producer, "y");
        producer.Commit(Wait);
        Assert.Equal(["y"], _scene.CommittedOut());
    }

    [Fact]
    public void OffsetsOfAFormerEpoch_RequireAnAbort()
    {
        var (first, _) = _scene.Member("a");
        first.Poll(TimeSpan.Zero);
        var before = first.Membership;
        _scene.Cluster.Group.Shuffle();
        first.Poll(TimeSpan.Zero);

        Assert.Equal(StreamClientFault.AbortRequired, FaultOf(() => _scene.OpenTransaction("x").SendOffsets(Offset(0, 1), before, Wait)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OffsetsOfAForeignPartition_AreRefusedOnlyWhereTheBrokerChecksOwners(bool checksOwners)
    {
        var scene = new ClusterScene(new SimulatedClusterOptions { OnlyOwnersSendOffsets = checksOwners });
        var (first, _) = scene.Member("a");
        scene.Member("b").Consumer.Poll(TimeSpan.Zero);
        first.Poll(TimeSpan.Zero);
        var producer = scene.OpenTransaction("x");

        var fault = Record.Exception(() => producer.SendOffsets(Offset(3, 1), first.Membership, Wait));
        Assert.Equal(checksOwners, fault is StreamClientException { Fault: StreamClientFault.AbortRequired });
    }

    [Fact]
    public void PendingOffsets_AreNotGivenToAnybody_UntilTheTransactionEnds()
    {
        var (consumer, _) = _scene.Member("a");
        consumer.Poll(TimeSpan.Zero);
        var producer = _scene.OpenTransaction("x");
        producer.SendOffsets(Offset(0, 5), consumer.Membership, Wait);

        Assert.Equal(StreamClientFault.Retriable, FaultOf(() => consumer.Committed([In(0)], Wait)));
        Assert.Null(consumer.Committed([In(1)], Wait)[In(1)]);
        producer.Commit(Wait);
        Assert.Equal(5, consumer.Committed([In(0)], Wait)[In(0)]);
    }

    [Fact]
    public void AbortedOffsets_LeaveTheCommittedOnes()
    {
        var (consumer, _) = _scene.Member("a");
        consumer.Poll(TimeSpan.Zero);
        var producer = _scene.OpenTransaction("x");
        producer.SendOffsets(Offset(0, 5), consumer.Membership, Wait);
        producer.Abort(Wait);

        Assert.Null(consumer.Committed([In(0)], Wait)[In(0)]);
    }

    [Fact]
    public void StaticMember_IsRefusedWhileItsDeadNamesakeHasASession()
    {
        var scene = new ClusterScene(new SimulatedClusterOptions { StaticMembership = true });
        scene.Member("a").Consumer.Poll(TimeSpan.Zero);
        scene.Process.Crash();
        var (again, listener) = scene.Member("a", scene.Cluster.Start("one again"));

        Assert.Equal(StreamClientFault.MemberIdInUse, FaultOf(() => again.Poll(TimeSpan.Zero)));
        scene.Cluster.Advance(TimeSpan.FromSeconds(45));
        again.Poll(TimeSpan.Zero);
        Assert.Equal("+0 +1 +2 +3", listener.TakeEvents());
    }

    [Fact]
    public void StaticMemberThatClosed_FindsItsPlaceAgain()
    {
        var scene = new ClusterScene(new SimulatedClusterOptions { StaticMembership = true });
        var (a, _) = scene.Member("a");
        var (b, bListener) = scene.Member("b");
        a.Poll(TimeSpan.Zero);
        b.Poll(TimeSpan.Zero);
        a.Poll(TimeSpan.Zero);
        b.Poll(TimeSpan.Zero);
        a.Close();
        b.Poll(TimeSpan.Zero);
        var (again, listener) = scene.Member("a");
        again.Poll(TimeSpan.Zero);
        b.Poll(TimeSpan.Zero);

        Assert.Equal("+0 +1", listener.TakeEvents());
        Assert.Equal("+2 +3", bListener.TakeEvents());
    }
}
