using Aegis.Streams.Catalog;
using Aegis.Streams.Intents;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.IntegrationTests.Policies;

/// <summary>Publishes and rolls back while intents run, tries what must be refused, and then looks at every decision.</summary>
/// <param name="scene">The instances.</param>
/// <param name="publications">How many publications and rollbacks.</param>
/// <param name="intents">How many intents, at least.</param>
/// <param name="output">What came out is said here.</param>
internal sealed class PolicyFire(PolicyFireScene scene, int publications, int intents, ITestOutputHelper output)
{
    private const int MaxInFlight = 1000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(7);
    private readonly List<byte[]> _contents = [];
    private readonly List<string> _order = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly List<TimeSpan> _lastInstance = [];
    private volatile bool _isPublished;
    private int _sent;

    /// <summary>Runs, and looks at every decision.</summary>
    public void Run()
    {
        Publish(0, null);
        scene.WaitUntilActive(scene.Log.Active!.Publication.Id);
        using var tail = new DecisionTail(scene.Clients, scene.Topics);
        var load = Task.Factory.StartNew(() => Send(tail), TaskCreationOptions.LongRunning);
        for (var i = 1; i < publications; i++)
        {
            var due = (long)i * intents / publications;
            Assert.True(SpinWait.SpinUntil(() => tail.Count >= due || load.IsCompleted, PolicyFireScene.Patience), $"{tail.Count} of {due} intents were decided.");
            if (i % 4 == 0) TryWhatMustBeRefused(i);
            Publish(i, tail);
        }

        _isPublished = true;
        Assert.True(load.Wait(PolicyFireScene.Patience * 3), "The load does not end.");
        Assert.True(SpinWait.SpinUntil(() => tail.Count >= _sent, PolicyFireScene.Patience), $"{tail.Count} of {_sent} intents were decided.");
        scene.WaitUntilActive(scene.Log.Active!.Publication.Id);
        tail.Stop();
        Check(tail);
        Report(tail);
    }

    private void Send(DecisionTail tail)
    {
        using var producer = scene.CreateProducer();
        while (_sent < intents || !_isPublished)
        {
            Assert.True(SpinWait.SpinUntil(() => _sent - tail.Count < MaxInFlight, PolicyFireScene.Patience), $"{tail.Count} of {_sent} intents were decided.");
            producer.Produce(scene.Intent(_sent++));
        }

        Assert.True(producer.Flush(PolicyFireScene.Patience));
    }

    /// <summary>Publishes a new set or, one time in three, an old one.</summary>
    private void Publish(int number, DecisionTail? tail)
    {
        var isRollback = number > 2 && number % 3 == 0;
        var content = isRollback ? _contents[_random.Next(_contents.Count)] : PolicyFireScene.Content(10_000 + number);
        if (!isRollback) _contents.Add(content);
        var publication = scene.Sign(content);
        var before = DateTimeOffset.UtcNow;
        var entry = scene.Publish(publication, content);
        Assert.Equal(PublicationState.Active, entry.State);
        _order.Add(publication.Publication.Revision);
        if (tail is null) return;
        scene.WaitUntilActive(publication.Publication.Id);
        _lastInstance.Add(DateTimeOffset.UtcNow - before);
        if (_order[^1] == _order[^2]) return;
        _delays.Add(tail.WaitForFirst(publication.Publication.Revision, before) - before);
    }

    private void TryWhatMustBeRefused(int number)
    {
        var content = PolicyFireScene.Content(90_000 + number);
        using var stranger = PublicationSigner.FromPem(PolicyKeys.Create().PrivatePem);
        var (publication, written, code) = (number / 4 % 4) switch
        {
            0 => (scene.Sign(content, stranger), content, "key_unknown"),
            1 => (scene.Sign(content, scene.Log.History[0].Id), content, "parent_not_active"),
            2 => (scene.Sign(content), PolicyFireScene.Content(90_999), "content_mismatch"),
            _ => (scene.Sign("no policy"u8.ToArray()), "no policy"u8.ToArray(), "policy_invalid"),
        };
        var active = scene.Log.Active!.Publication.Id;
        Assert.Equal(code, scene.Publish(publication, written).RefusalCode);
        Assert.Equal(active, scene.Log.Active!.Publication.Id);

        // A signature that does not hold has no verdict of its own: its record is none.
        var forged = scene.Sign(content) with { Signature = new byte[SignedPublication.SignatureBytes] };
        scene.Produce(PolicyPublisher.RecordsOf(scene.Topics.Policies, forged, new PublicationPayload(content)));
    }

    private void Check(DecisionTail tail)
    {
        var pipeline = new DecisionPipeline(new PipelineOptions { Topics = scene.Topics }, new IntentReader(new IntentLimits()), PolicyFireScene.CommitmentKey);
        var catalog = scene.Instances[0].Catalog;
        Assert.Equal(_sent, tail.Decisions.Count);
        foreach (var (record, decision) in tail.Decisions)
        {
            Assert.True(scene.Activated.TryGetValue(decision.PolicyRevision, out var policy), $"{decision.IntentId} was decided by {decision.PolicyRevision}, which was never active.");
            var again = DecideAgain(pipeline, tail.Intents[(decision.SourcePartition, decision.SourceOffset)], decision, policy, catalog);
            Assert.True(record.Value.AsSpan().SequenceEqual(again.Value), $"{decision.IntentId} is decided otherwise by the inputs that it names.");
        }

        foreach (var partition in tail.Decisions.GroupBy(pair => pair.Decision.SourcePartition)) CheckOrder([.. partition.OrderBy(pair => pair.Decision.SourceOffset).Select(pair => pair.Decision.PolicyRevision)]);
        foreach (var instance in scene.Instances)
            Assert.Equal(scene.Log.History.Select(entry => (entry.Id, entry.State, entry.RefusalCode)), instance.PolicyHistory.Select(entry => (entry.Id, entry.State, entry.RefusalCode)));
    }

    private OutboundRecord DecideAgain(DecisionPipeline pipeline, SourceRecord intent, Decision decision, ActivePolicy policy, TableSnapshot<CatalogItem> catalog) =>
        pipeline.Process(
            intent,
            new DecisionInputs
            {
                DecisionTime = decision.DecidedAt,
                Partition = intent.Partition,
                PartitionCount = PolicyFireScene.Partitions,
                Policy = policy.Snapshot,
                Catalog = catalog,
                Agents = scene.Instances[0].Agents,
                ReplyTopics = ReplyTopicDirectory.Empty,
            },
            new KeyedState()).Records[0];

    /// <summary>The revisions of one partition's decisions come in the order of the publications.</summary>
    private void CheckOrder(List<string> revisions)
    {
        var position = 0;
        foreach (var revision in revisions)
        {
            while (position < _order.Count && _order[position] != revision) position++;
            Assert.True(position < _order.Count, $"A decision goes back to {revision}.");
        }
    }

    private void Report(DecisionTail tail)
    {
        _delays.Sort();
        _lastInstance.Sort();
        output.WriteLine($"{tail.Decisions.Count} decisions by {tail.Decisions.Select(pair => pair.Decision.PolicyRevision).Distinct().Count()} revisions of {_order.Count} publications and rollbacks; " +
            $"from publishing to the first decision: median {_delays[_delays.Count / 2].TotalMilliseconds:0} ms, p95 {_delays[_delays.Count * 95 / 100].TotalMilliseconds:0} ms, most {_delays[^1].TotalMilliseconds:0} ms; " +
            $"until the last of {scene.Instances.Count} instances had it: median {_lastInstance[_lastInstance.Count / 2].TotalMilliseconds:0} ms, p95 {_lastInstance[_lastInstance.Count * 95 / 100].TotalMilliseconds:0} ms, most {_lastInstance[^1].TotalMilliseconds:0} ms.");

        AssertBounds(_delays, "the first decision");
        AssertBounds(_lastInstance, "the last instance");
    }

    private static void AssertBounds(List<TimeSpan> sorted, string what)
    {
        Assert.True(sorted[sorted.Count * 95 / 100] < Bound, $"One activation in twenty took {sorted[sorted.Count * 95 / 100]} and more until {what}.");

        // A busy machine takes a few times as long now and then.
        Assert.True(sorted[^1] < 5 * Bound, $"An activation took {sorted[^1]} until {what}.");
    }
}
