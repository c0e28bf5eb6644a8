using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;
using Aegis.Streams.Tests.Policy.Publication;

namespace Aegis.Streams.Tests.Policies;

public sealed class PolicyFollowerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PublicationScene _scene = new();
    private readonly SimulatedCluster _cluster = new();
    private readonly Lock _guard = new();
    private readonly EventLog _events = new();
    private readonly GuardedClients _clients;
    private readonly PolicyFollower _follower;
    private SignedPublication? _last;

    public PolicyFollowerTests()
    {
        _cluster.CreateTopic(PublicationScene.Topic, 1);
        _clients = new GuardedClients(_cluster.Start("one"), _guard);
        _follower = new PolicyFollower("one", new TopicNames(), new PublishedPolicies { Keys = _scene.Keys, MaxAge = TimeSpan.FromMinutes(1) }, _clients, _cluster.Time, _events);
    }

    [Fact]
    public async Task DefectAfterTheTopicWasRead_TheAgeIsWarnedOf_AndTheNextPublicationDecides()
    {
        Publish(10);
        _follower.Start();
        await Completion();
        Assert.Equal(_last!.Publication.Revision, _follower.Policy?.Revision);
        lock (_guard) _clients.Defect = new InvalidOperationException("a defect");

        WaitFor(() => HasFailedAfter(TimeSpan.FromSeconds(20)) && _events.PolicyEvents.Contains(3002));
        Assert.Equal(_last.Publication.Revision, _follower.Policy?.Revision);
        Publish(20);
        lock (_guard) _clients.Defect = null;

        WaitFor(() => _follower.Policy?.Revision == _last.Publication.Revision);
        WaitFor(() => _events.PolicyEvents.Contains(3003));
        Assert.Equal([3004, 3000, 3002, 3004, 3000, 3003], _events.PolicyEvents);
    }

    [Fact]
    public async Task DefectBeforeTheTopicWasRead_FailsTheStart()
    {
        _clients.Defect = new InvalidOperationException("a defect");
        _follower.Start();

        Assert.Equal("a defect", (await Assert.ThrowsAsync<InvalidOperationException>(Completion)).Message);
        Assert.Null(_follower.Policy);
    }

    public void Dispose()
    {
        _follower.Dispose();
        _scene.Dispose();
    }

    private static void WaitFor(Func<bool> isReached) => Assert.True(SpinWait.SpinUntil(isReached, Patience));

    /// <summary>Lets time pass, which stands still while nobody polls the cluster, and says whether the defect struck.</summary>
    private bool HasFailedAfter(TimeSpan time)
    {
        lock (_guard)
        {
            _cluster.Advance(time);
            return _clients.HasFailed;
        }
    }

    private Task Completion() => _follower.Completion.WaitAsync(Patience, TestContext.Current.CancellationToken);

    private void Publish(int percent)
    {
        var content = PublicationScene.Content(percent);
        _last = _scene.Sign(content, _last);
        lock (_guard)
            foreach (var record in PublicationScene.Records(_last, content)) _cluster.Append(record, _cluster.Now);
    }
}
