using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Kafka.Runtime;
using Aegis.Streams.Kafka.Tables;
using Aegis.Streams.Kafka.Testing;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Tests.Policy.Publication;

namespace Aegis.Streams.Tests.Policies;

public sealed class PolicyTableTests : IDisposable
{
    private readonly PublicationScene _scene = new();
    private readonly FaultScript _faults = new();
    private readonly SimulatedCluster _cluster;
    private readonly PolicyMetrics _metrics = new();
    private readonly StreamMetrics _streamMetrics = new();
    private readonly EventLog _events = new();
    private readonly PolicyTable _table;
    private readonly GlobalTableReader _reader;
    private readonly Dictionary<string, byte[]> _contents = [];
    private SignedPublication? _last;

    public PolicyTableTests()
    {
        _cluster = new SimulatedCluster(faults: _faults);
        _cluster.CreateTopic(PublicationScene.Topic, 1);
        _table = new PolicyTable(PublicationScene.Topic, new PublishedPolicies { Keys = _scene.Keys, MaxAge = TimeSpan.FromMinutes(1) }, _metrics, _events);
        _reader = new GlobalTableReader("one", [_table], _cluster.Start("one"), _cluster.Time, _cluster.Advance, _events, _streamMetrics);
    }

    [Fact]
    public void EmptyTopic_IsCompleteWithNothingActive_AndSaysSo()
    {
        RunUntilComplete();

        Assert.Null(_table.Active);
        Assert.Equal([3004, 3005], _events.PolicyEvents);
    }

    [Fact]
    public void History_IsReadBeforeAnythingIsVisible_AndToldInOneLine()
    {
        Publish(10);
        Publish(20);
        RunUntilComplete();

        Assert.Equal(_last!.Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal(2, _table.History.Count);
        Assert.Equal([3004, 3000], _events.PolicyEvents);
    }

    [Fact]
    public void Publication_IsActiveAfterItsBatch()
    {
        RunUntilComplete();
        Publish(10);
        _reader.RunOnce();

        Assert.Equal(_last!.Publication.Revision, _table.Active!.Snapshot.Revision);
        Assert.Equal([3004, 3005, 3000], _events.PolicyEvents);
    }

    [Fact]
    public void RefusedPublication_IsReported_AndTheActiveOneStays()
    {
        Publish(10);
        RunUntilComplete();
        var active = _table.Active;
        Append(_scene.Sign(PublicationScene.Content(90), _last, _scene.CreateSigner()), PublicationScene.Content(90));
        _reader.RunOnce();

        Assert.Same(active, _table.Active);
        Assert.Equal([3004, 3000, 3001], _events.PolicyEvents);
        Assert.Equal("key_unknown", _table.History[^1].RefusalCode);
    }

    [Fact]
    public void TopicThatLostItsHistory_KeepsWhatIsActive_AndSaysSo()
    {
        Publish(10);
        RunUntilComplete();
        var active = _table.Active;
        for (var i = 0; i < 3; i++) _cluster.Append(PublicationScene.Topic, "x", "y", partition: 0);
        _cluster.Log(new LogPartition(PublicationScene.Topic, 0)).MoveStart(6);
        for (var turn = 0; turn < 5; turn++) _reader.RunOnce();

        Assert.Same(active, _table.Active);
        Assert.Equal(3006, _events.PolicyEvents[^1]);
    }

    [Fact]
    public void LastPublicationGoneWhenTheTopicIsReadAgain_StaysActive_AndIsSaid()
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first, second]);
        var active = _table.Active;
        Reread([first]);

        Assert.Equal(second.Publication.Id, active!.Publication.Id);
        Assert.Same(active, _table.Active);
        Assert.True(_table.IsStale);
        Assert.Equal([3004, 3000, 3004, 3006], _events.PolicyEvents);
    }

    [Fact]
    public void WinnerCopiedBehindTheLoser_StaysActiveWhereItWas()
    {
        var first = Signed(10, null);
        var (winner, loser) = (Signed(20, first), Signed(30, first));
        Reread([first, winner, loser]);
        Reread([first, loser, winner]);

        Assert.Equal(winner.Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal("superseded superseded active", string.Join(' ', States(first, loser, winner)));
        Assert.Equal(3006, _events.PolicyEvents[^1]);
    }

    [Fact]
    public void PublicationOnTopOfTheLostOne_Decides()
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first, second]);
        Reread([first]);
        var third = Signed(30, second);
        Take(third, 10);

        Assert.Equal(third.Publication.Id, _table.Active!.Publication.Id);
        Assert.False(_table.IsStale);

        // It is not active for those who read the topic anew, and stays so here.
        Reread([first, third]);
        Assert.Equal(third.Publication.Id, _table.Active!.Publication.Id);
        Assert.True(_table.IsStale);
    }

    [Fact]
    public void PublicationThatWaitedForTheLostOne_DecidesAtOnce()
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        var third = Signed(30, second);
        Reread([first, second]);
        Reread([first, third]);

        Assert.Equal(third.Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal([3004, 3000, 3004, 3006, 3000], _events.PolicyEvents);
    }

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(false, 1, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, -1, false)]
    public void PublicationOnTopOfWhatTheTopicStillHolds_DecidesIfItIsSignedLater(bool isFirstKept, int secondsLater, bool decides)
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first, second]);
        Reread(isFirstKept ? [first] : []);
        var third = Signed(30, isFirstKept ? first : null, secondsLater);
        Take(third, 10);

        Assert.Equal((decides ? third : second).Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal(!decides, _table.IsStale);
        Reread(isFirstKept ? [first, third] : [third]);
        Assert.Equal((decides ? third : second).Publication.Id, _table.Active!.Publication.Id);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void PublicationThatCameInPlaceOfTheLostOne_DecidesIfItIsSignedLater(int secondsLater, bool decides)
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first, second]);
        var third = Signed(30, first, secondsLater);
        Reread([first, third]);

        Assert.Equal((decides ? third : second).Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal(!decides, _table.IsStale);
        Assert.Equal(decides ? [3004, 3000, 3004, 3000] : [3004, 3000, 3004, 3006], _events.PolicyEvents);
    }

    [Fact]
    public void PublicationThatTheTopicHasAgain_NeedsNoWarning()
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first, second]);
        Reread([first]);
        Reread([first, second]);

        Assert.Equal(second.Publication.Id, _table.Active!.Publication.Id);
        Assert.False(_table.IsStale);
    }

    [Fact]
    public void LaterPublicationFoundWhenTheTopicIsReadAgain_Decides()
    {
        var first = Signed(10, null);
        var second = Signed(20, first);
        Reread([first]);
        Reread([first, second]);

        Assert.Equal(second.Publication.Id, _table.Active!.Publication.Id);
        Assert.Equal([3004, 3000, 3004, 3000], _events.PolicyEvents);
    }

    [Fact]
    public void EndThatIsNotSeenForTooLong_IsWarnedOfOnce_AndAnEndThatIsSeenAgainToo()
    {
        Publish(10);
        RunUntilComplete();
        _table.Observe(TimeSpan.FromSeconds(60));
        _table.Observe(TimeSpan.FromSeconds(61));
        _table.Observe(TimeSpan.FromSeconds(90));
        _table.Observe(TimeSpan.FromSeconds(1));

        Assert.Equal([3004, 3000, 3002, 3003], _events.PolicyEvents);
    }

    [Fact]
    public void ClusterThatDoesNotAnswer_MakesTheTableAge()
    {
        Publish(10);
        RunUntilComplete();
        for (var turn = 0; turn < 8; turn++)
        {
            _faults.Inject(ClientCall.Read, ClientFault.FatalBefore);
            _cluster.Advance(TimeSpan.FromSeconds(10));
            _reader.RunOnce();
        }

        Assert.Contains(3002, _events.PolicyEvents);
    }

    [Fact]
    public void RecordsOfOtherPartitions_DoNotCount()
    {
        _table.Open(2);
        _table.Apply([PublicationScene.At(0, "x"u8.ToArray(), [1]) with { Partition = 1 }], new Dictionary<int, long> { [0] = 0, [1] = 1 });
        _table.Publish();

        Assert.Empty(_table.History);
        Assert.Equal(3007, _events.PolicyEvents[0]);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _metrics.Dispose();
        _streamMetrics.Dispose();
        _scene.Dispose();
    }

    private SignedPublication Signed(int percent, SignedPublication? parent, int secondsLater = 0)
    {
        var content = PublicationScene.Content(percent);
        var publication = SignedPublication.Sign(new PublicationDraft(new PublicationPayload(content), parent?.Publication.Id, "ann", "", PublicationScene.Time.AddSeconds(secondsLater)), _scene.Signer);
        _contents[publication.Publication.Id] = content;
        return publication;
    }

    /// <summary>Reads a topic that holds these publications from its start to its end.</summary>
    private void Reread(SignedPublication[] publications)
    {
        _table.Open(1);
        _table.Apply(PublicationScene.Place(publications.SelectMany(RecordsOf)), new Dictionary<int, long>());
        _table.Publish();
    }

    private void Take(SignedPublication publication, long offset)
    {
        _table.Apply(PublicationScene.Place(RecordsOf(publication), offset), new Dictionary<int, long>());
        _table.Publish();
    }

    private List<OutboundRecord> RecordsOf(SignedPublication publication) => PublicationScene.Records(publication, _contents[publication.Publication.Id]);

    private IEnumerable<string> States(params SignedPublication[] publications) =>
        publications.Select(publication => _table.History.Last(entry => entry.Id == publication.Publication.Id).State.ToString().ToLowerInvariant());

    private void Publish(int percent)
    {
        var content = PublicationScene.Content(percent);
        _last = _scene.Sign(content, _last);
        Append(_last, content);
    }

    private void Append(SignedPublication publication, byte[] content)
    {
        foreach (var record in PublicationScene.Records(publication, content))
        {
            var epoch = _cluster.Transactions.Initialize("publisher");
            _cluster.Transactions.Append("publisher", epoch, record);
            _cluster.Transactions.End("publisher", epoch, commit: true);
        }
    }

    private void RunUntilComplete()
    {
        for (var turn = 0; turn < 20 && !_reader.IsComplete; turn++) _reader.RunOnce();
        Assert.True(_reader.IsComplete);
    }
}
