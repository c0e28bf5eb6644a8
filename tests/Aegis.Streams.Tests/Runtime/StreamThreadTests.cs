using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Tests.Testing;

namespace Aegis.Streams.Tests.Runtime;

public sealed class StreamThreadTests : IDisposable
{
    private readonly ThreadScene _scene = new();

    [Fact]
    public void Records_AreProcessedAndCommittedWithTheirOffsets()
    {
        _scene.Append("a", "1");
        _scene.Append("a", "2");
        _scene.Append("b", "3", partition: 1);
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1", "a=2", "b=1"], _scene.Out.Order());
        Assert.Equal([2, 1], [_scene.Offset(0), _scene.Offset(1)]);
    }

    [Fact]
    public void StageFailsOnTheFirstRecordOfATransaction_TheRecordIsReadAgain()
    {
        _scene.Append("a", "1");
        _scene.Append("a", "2");
        _scene.Processor.FailOnce.Add("1");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "1", "2"], _scene.Processor.Tried);
        Assert.Equal(["a=1", "a=2"], _scene.Out);
    }

    [Fact]
    public void StageFailsLater_TheOverlayOfTheTransactionIsDropped()
    {
        _scene.Append("a", "1");
        _scene.Append("a", "2");
        _scene.Processor.FailOnce.Add("2");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "2", "1", "2"], _scene.Processor.Tried);
        Assert.Equal(["a=1", "a=2"], _scene.Out);
    }

    [Fact]
    public void TwoPoisonRecordsInOneTransaction_AreBothSetAside()
    {
        _scene.Append("a", "poison 1");
        _scene.Append("a", "poison 2");
        _scene.Append("a", "3");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);

        Assert.Equal(["poison 1 FormatException", "poison 2 FormatException"], _scene.Processor.SetAsideRecords.Distinct());
        Assert.Equal(2, _scene.Committed("dlq").Count);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void BrokerRefusesARecord_OnlyItsCauseIsSetAside()
    {
        _scene.Append("a", "1");
        _scene.Append("a", "large");
        _scene.Append("a", "3");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);

        Assert.Equal(["large InvalidOperationException"], _scene.Processor.SetAsideRecords);
        Assert.Equal(["a=1", "a=2"], _scene.Out);
    }

    [Fact]
    public void BrokerRefusesTheDeadLetterToo_TheProcessorIsTold_AndThenTheThreadHalts()
    {
        _scene.Append("a", "large");
        _scene.Processor.WritesLargeLetters = true;
        using var thread = _scene.Thread();
        var halt = Assert.Throws<StreamsHaltedException>(() => _scene.RunUntilRead(thread));

        Assert.Equal("the record at `in` [0] offset 0 can neither be processed nor set aside; see the faults logged before, and check that the dead letter topic takes it.", halt.Message);
        Assert.Equal(["large InvalidOperationException", "large StreamClientException", "large StreamClientException"], _scene.Processor.SetAsideRecords);
    }

    [Fact]
    public void CommitOfUnknownOutcome_RestoresTheStateAndDecidesNothingTwice()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.FatalAfter);
        _scene.RunUntilRead(thread);
        _scene.Append("a", "2");
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "2"], _scene.Processor.Tried);
        Assert.Equal(["a=1", "a=2"], _scene.Out);
    }

    [Fact]
    public void CommitThatFailedForGood_IsDoneAgain()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.FatalBefore);
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "1"], _scene.Processor.Tried);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void CommitThatTimesOutAgainAndAgain_IsResumedNotAborted()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.TimeoutBefore);
        _scene.RunUntilRead(thread);

        Assert.Equal(["1"], _scene.Processor.Tried);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void FencedFiveTimesWithinAMinute_HaltsAndNamesTheInstance()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        for (var i = 0; i < 5; i++) _scene.Faults.Inject(ClientCall.Commit, ClientFault.Fenced);
        var halt = Assert.Throws<StreamsHaltedException>(() => _scene.RunUntilRead(thread));

        Assert.Equal("`aegis-one-0` was fenced 5 times within a minute: another running instance uses the instance id `one`. Give each its own --instance-id.", halt.Message);
    }

    [Fact]
    public void ProducerThatCannotBeInitialized_IsNotReady_KeepsItsMembership_AndRefusesCalls()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        _scene.Append("a", "1");
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.FatalBefore);
        for (var i = 0; i < 100; i++) _scene.Faults.Inject(ClientCall.InitTransactions, ClientFault.TimeoutBefore);
        _scene.RunUntil(thread, () => !thread.IsReady);
        var call = _scene.Call(thread, "a");
        for (var i = 0; i < 90; i++) thread.RunOnce();

        Assert.False(thread.IsReady);
        Assert.Equal(["one-0"], _scene.Cluster.Group.Members);
        Assert.Equal([TaskCallOutcome.NotOwned], call);
        _scene.RunUntilRead(thread);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void PartitionsLost_NothingOfTheOpenTransactionIsCommitted()
    {
        using var thread = _scene.Thread();
        _scene.RunIntoTransaction(thread, "a", "1");
        _scene.Cluster.Group.Expire("one-0");
        var taken = _scene.Thread("two-0", _scene.Cluster.Start("two"));
        _scene.RunUntilRead(taken);
        _scene.RunUntil(thread, () => _scene.Out.Count > 0);

        Assert.Equal(["a=1"], _scene.Out);
        Assert.Equal(1, _scene.Offset(0));
        taken.Close();
        taken.Dispose();
    }

    [Fact]
    public void SecondInputOfARunningTask_BringsItsOffsetsAndLosesNothing()
    {
        var scene = new ThreadScene { Options = _scene.Options with { InputTopics = ["in", "more"] } };
        var former = scene.Cluster.Start("former").CreateConsumer("a-former");
        former.Subscribe(["more"], new RecordingListener());
        former.Poll(TimeSpan.Zero);
        scene.Append("k", "1");
        scene.Append("k", "2", topic: "more");
        using var thread = scene.Thread();
        scene.Cluster.Group.Shuffle();
        scene.RunUntil(thread, () => thread.IsReady && scene.Offset(0) is 1);
        Assert.Equal(["k=1"], scene.Out);

        former.Close();
        scene.RunUntil(thread, () => scene.Offset(0, "more") is 1);

        Assert.Equal(["k=1", "k=2"], scene.Out);
        scene.Dispose();
    }

    [Fact]
    public void ThreadThatHasRestoredItsState_WaitsForInputInsteadOfSpinning()
    {
        _scene.Append("a", "1");
        using (var former = _scene.Thread())
        {
            _scene.RunUntilRead(former);
            former.Close();
        }

        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        thread.RunOnce();
        var before = _scene.Cluster.Now;
        thread.RunOnce();

        Assert.Equal(TimeSpan.FromMilliseconds(250), _scene.Cluster.Now - before);
    }

    [Fact]
    public void InputDeletedBeforeItWasRead_GoesOnAtItsStart()
    {
        using (var thread = _scene.Thread())
        {
            _scene.Append("a", "1");
            _scene.RunUntilRead(thread);
            thread.Close();
        }

        for (var i = 2; i <= 4; i++) _scene.Append("a", $"{i}");
        _scene.Cluster.Log(new LogPartition("in", 0)).MoveStart(3);
        using var next = _scene.Thread();
        _scene.RunUntilRead(next);

        Assert.Equal(["1", "4"], _scene.Processor.Tried);
        Assert.Equal(4, _scene.Offset(0));
    }

    [Fact]
    public void Close_CommitsWhatIsOpenAndLeavesTheGroup()
    {
        using var thread = _scene.Thread();
        _scene.RunIntoTransaction(thread, "a", "1");
        thread.Close();

        Assert.Equal(["a=1"], _scene.Out);
        Assert.Empty(_scene.Cluster.Group.Members);
    }

    [Fact]
    public void CloseWhoseCommitFails_LeavesTheGroupAndTheRecordToTheNext()
    {
        using (var thread = _scene.Thread())
        {
            _scene.RunIntoTransaction(thread, "a", "1");
            _scene.Faults.Inject(ClientCall.SendOffsets, ClientFault.AbortRequired);
            thread.Close();
        }

        Assert.Empty(_scene.Cluster.Group.Members);
        Assert.Empty(_scene.Out);
        using var next = _scene.Thread();
        _scene.RunUntilRead(next);
        Assert.Equal(["a=1"], _scene.Out);
    }

    public void Dispose() => _scene.Dispose();
}
