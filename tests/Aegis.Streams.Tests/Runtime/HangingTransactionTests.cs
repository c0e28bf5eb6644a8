using Aegis.Streams.Kafka.Clients;
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

    [Theory]
    [InlineData(9, true)]
    [InlineData(11, false)]
    public void ConnectionThatBreaksWhileIdle_CostsARestoreOnlySoonAfterACommit(int seconds, bool restores)
    {
        _scene.Append("a", "1");
        using var thread = _scene.Thread();
        _scene.RunUntilRead(thread);
        _scene.Cluster.Advance(TimeSpan.FromSeconds(seconds));
        _scene.Process.BreakConnections();
        _scene.Faults.Inject(ClientCall.Committed, ClientFault.Stall);
        _scene.Append("a", "2");
        _scene.RunUntilRead(thread);

        Assert.Equal(["a=1", "a=2"], _scene.Out);
        Assert.Equal(restores, _scene.Faults.Injected.ContainsKey((ClientCall.Committed, ClientFault.Stall)));
    }
}
