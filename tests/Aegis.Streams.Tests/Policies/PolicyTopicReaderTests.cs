using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Tests.Policy.Publication;
using Microsoft.Extensions.Time.Testing;

namespace Aegis.Streams.Tests.Policies;

public sealed class PolicyTopicReaderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly PublicationScene _scene = new();
    private readonly FaultScript _faults = new();
    private readonly SimulatedCluster _cluster;

    public PolicyTopicReaderTests()
    {
        _cluster = new SimulatedCluster(faults: _faults);
        _cluster.CreateTopic(PublicationScene.Topic, 1);
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void MissingTopic_IsRefused()
    {
        var fault = Assert.Throws<StreamClientException>(() => Open(_cluster.Time, CancellationToken.None, "none"));

        Assert.Equal(StreamClientFault.UnknownTopic, fault.Fault);
    }

    [Fact]
    public void ClusterThatIsNotReady_IsAskedAgain()
    {
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);
        using var reader = Open(new FakeTimeProvider(), TestContext.Current.CancellationToken);
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);
        reader.ReadToEnd(Patience, TestContext.Current.CancellationToken);

        Assert.Empty(reader.Log.History);
        Assert.Equal(2, _faults.Injected[(ClientCall.Ranges, ClientFault.TimeoutBefore)]);
    }

    [Fact]
    public void ClusterThatStaysAway_IsGivenUpAtTheBound()
    {
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);

        var fault = Assert.Throws<StreamClientException>(() => Open(_cluster.Time, TestContext.Current.CancellationToken));

        Assert.Equal(StreamClientFault.Retriable, fault.Fault);
        Assert.Equal("the offsets of aegis.policies [0] could not be found within 8 s: Injected: Ranges timed out before the broker acted.", fault.Message);
    }

    [Fact]
    public void Stopped_WaitsNoLonger()
    {
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();
        _faults.Inject(ClientCall.Ranges, ClientFault.TimeoutBefore);

        Assert.Throws<OperationCanceledException>(() => Open(new FakeTimeProvider(), stopping.Token));
    }

    private PolicyTopicReader Open(TimeProvider time, CancellationToken stopping, string topic = PublicationScene.Topic) =>
        new(_cluster.Start("one"), topic, new PublishedPolicies { Keys = _scene.Keys }.CreateLog(), time, stopping);
}
