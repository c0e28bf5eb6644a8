using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Testing;

namespace Aegis.Streams.Tests.Runtime;

/// <summary>A broker that goes away without having written the markers of a transaction that it calls complete.</summary>
public sealed class HangingTransactionTests : IDisposable
{
    private readonly ThreadScene _scene = new();

    public HangingTransactionTests() => _scene = new ThreadScene { Options = _scene.Options with { OutputTopics = ["out", "dlq"] } };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void CommitWithoutMarkers_IsDoneAgainAndCommittedOnce()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "1"], _scene.Processor.Tried);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void CommitWithoutMarkers_IsNotCommittedByTheNextOne()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        _scene.RunUntil(thread, () => thread.Commits == 1);
        _scene.Append("b", "2", partition: 1);
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1", "b=1"], _scene.Out.Order());
        Assert.Equal(1, _scene.Offset(0));
    }

    [Fact]
    public void ThreadThatDiedWithTheBroker_LeavesNothingOpenToItsSuccessor()
    {
        _scene.Append("a", "1");
        var dead = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        _scene.RunUntil(dead, () => dead.Commits == 1);
        Assert.Empty(_scene.Out);
        _scene.Process.Crash();
        _scene.Cluster.Advance(TimeSpan.FromMinutes(1));

        using var thread = _scene.Thread(process: _scene.Cluster.Start("again"));
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1"], _scene.Out);
        Assert.Equal(_scene.Cluster.Log(new LogPartition("out", 0)).End, _scene.Cluster.Log(new LogPartition("out", 0)).LastStableOffset);
    }

    [Fact]
    public void ConnectionThatBreaksAfterAGoodCommit_CostsNoRestore()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);
        _scene.Process.BreakConnections();
        _scene.Faults.Inject(ClientCall.Read, ClientFault.Stall);
        _scene.Append("a", "2");
        _scene.RunUntilRead(thread);

        Assert.Equal(["1", "2"], _scene.Processor.Tried);
        Assert.Equal(["a=1", "a=2"], _scene.Out);
        Assert.Empty(_scene.Faults.Injected);
    }

    [Fact]
    public void CommitOfACallWithoutMarkers_ShowsInNoOffset_SoTheStateIsRestored()
    {
        using var thread = _scene.Thread();
        _scene.RunUntil(thread, () => thread.IsReady);
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        var first = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => first.Count > 0);
        var second = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => second.Count > 0);
        _scene.RunUntil(thread, () => thread.IsReady);
        var third = _scene.Call(thread, "a");
        _scene.RunUntil(thread, () => third.Count > 0);

        Assert.Equal([TaskCallOutcome.Committed, TaskCallOutcome.Aborted, TaskCallOutcome.Committed], [.. first, .. second, .. third]);
        Assert.Equal(["a=1"], _scene.Out);
    }

    [Fact]
    public void TopicThatNobodyDeclared_IsEndedToo_AlsoWhenTheEndingItselfLosesItsMarkers()
    {
        using var scene = new ThreadScene();
        scene.Append("a", "1");
        using var thread = scene.Thread();
        scene.Faults.Inject(ClientCall.Abort, ClientFault.None);
        scene.Faults.Inject(ClientCall.Abort, ClientFault.MarkersLost);
        scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        scene.RunUntilRead(thread);

        Assert.Equal(["a=1"], scene.Out);
    }

    [Fact]
    public void ThreadThatIsReplaced_KnowsWhatItsPredecessorWroteTo()
    {
        using var scene = new ThreadScene();
        scene.Append("a", "1");
        scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        var history = scene.History();
        using (var former = scene.Thread(history: history))
        {
            scene.RunUntil(former, () => former.Commits == 1);
            former.Abandon();
        }

        using var thread = scene.Thread(history: history);
        scene.RunUntilRead(thread);
        Assert.Equal(["a=1"], scene.Out);
    }

    [Fact]
    public void ThreadThatSleptAfterACommitWithoutMarkers_DoesNotTrustItsState()
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.Faults.Inject(ClientCall.Commit, ClientFault.MarkersLost);
        _scene.RunUntil(thread, () => thread.Commits == 1);
        _scene.Cluster.Advance(TimeSpan.FromSeconds(30));
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1"], _scene.Out);
    }
}
