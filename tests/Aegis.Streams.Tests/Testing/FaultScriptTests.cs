using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Testing;
using static Aegis.Streams.Tests.Testing.ClusterScene;

namespace Aegis.Streams.Tests.Testing;

public sealed class FaultScriptTests
{
    private readonly FaultScript _faults = new();
    private readonly ClusterScene _scene;

    public FaultScriptTests() => _scene = new ClusterScene(faults: _faults);

    [Fact]
    public void SameSeed_GivesTheSameFaults()
    {
        var (one, other) = (new FaultScript(7, 200), new FaultScript(7, 200));
        var calls = Enum.GetValues<ClientCall>();
        for (var i = 0; i < 1000; i++) Assert.Equal(one.Next(calls[i % calls.Length]), other.Next(calls[i % calls.Length]));
        Assert.NotEmpty(one.Injected);
    }

    [Fact]
    public void CommitTimesOutAfterTheBrokerActed_AndTheSecondCallEnds()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.TimeoutAfter);

        Assert.Equal(StreamClientFault.Retriable, FaultOf(() => producer.Commit(Wait)));
        Assert.Equal(["a"], _scene.CommittedOut());
        producer.Commit(Wait);
        Assert.Equal(["a"], _scene.CommittedOut());
        Assert.False(producer.HasTransportDoubt);
    }

    [Fact]
    public void CommitTimesOutBeforeTheBrokerActed_AndArrivesLater()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.TimeoutBefore);

        Assert.Equal(StreamClientFault.Retriable, FaultOf(() => producer.Commit(Wait)));
        Assert.Empty(_scene.CommittedOut());
        Assert.Throws<InvalidOperationException>(() => producer.Abort(Wait));
        _scene.Cluster.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["a"], _scene.CommittedOut());
    }

    [Fact]
    public void LateDuplicateOfACommit_EndsTheNextTransactionOfTheSameEpoch()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.LateDuplicate);
        producer.Commit(Wait);
        Assert.True(producer.HasTransportDoubt);

        producer.Begin();
        Produce(producer, "half");
        _scene.Cluster.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(["a", "half"], _scene.CommittedOut());
    }

    [Fact]
    public void LateDuplicateOfACommit_IsNothingToANewProducer()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.LateDuplicate);
        producer.Commit(Wait);
        _scene.OpenTransaction("open");
        _scene.Cluster.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["a"], _scene.CommittedOut());
    }

    [Fact]
    public void Crash_LeavesNothingToDo_AndEveryLaterCallCrashesToo()
    {
        var producer = _scene.OpenTransaction("a");
        var (consumer, _) = _scene.Member("m");
        consumer.Poll(TimeSpan.Zero);
        _faults.Inject(ClientCall.Commit, ClientFault.CrashBefore);

        Assert.Throws<SimulatedCrashException>(() => producer.Commit(Wait));
        Assert.True(_scene.Process.IsCrashed);
        Assert.Throws<SimulatedCrashException>(() => producer.Abort(Wait));
        Assert.Throws<SimulatedCrashException>(consumer.Close);
        consumer.Dispose();
        Assert.Equal(["m"], _scene.Cluster.Group.Members);
        Assert.Equal(["tx"], _scene.Cluster.Transactions.Ongoing);
    }

    [Fact]
    public void CrashAfterACommit_LeavesItCommitted()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.CrashAfter);

        Assert.Throws<SimulatedCrashException>(() => producer.Commit(Wait));
        Assert.Equal(["a"], _scene.CommittedOut());
    }

    [Fact]
    public void FatalAfterACommit_LeavesItCommitted_AndTheProducerDead()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.FatalAfter);

        Assert.Equal(StreamClientFault.Fatal, FaultOf(() => producer.Commit(Wait)));
        Assert.Equal(StreamClientFault.Fatal, FaultOf(() => producer.Abort(Wait)));
        Assert.Equal(["a"], _scene.CommittedOut());
    }

    [Fact]
    public void Stall_LetsOthersActInTheMiddleOfACall()
    {
        var producer = _scene.OpenTransaction("a");
        _faults.Inject(ClientCall.Commit, ClientFault.Stall);
        _scene.Cluster.WhileStalled = process =>
        {
            Assert.False(process.IsRunning);
            _scene.Cluster.Advance(TimeSpan.FromSeconds(10));
        };

        Assert.Equal(StreamClientFault.Fenced, FaultOf(() => producer.Commit(Wait)));
        Assert.True(_scene.Process.IsRunning);
    }
}
