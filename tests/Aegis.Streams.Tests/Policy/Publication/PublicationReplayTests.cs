using Aegis.Streams.Pipeline;
using Aegis.Streams.Policy.Publication;

namespace Aegis.Streams.Tests.Policy.Publication;

/// <summary>Whoever reads the log, from whatever compaction has left of it, comes to the same active publication.</summary>
public sealed class PublicationReplayTests : IDisposable
{
    private const int Runs = 12;

    private readonly PublicationScene _scene = new();
    private readonly byte[][] _contents = [.. Enumerable.Range(1, 6).Select(PublicationScene.Content)];

    [Fact]
    public void ContestsGarbageAndForgeries_AnyCompactionGivesTheSame()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var log = PublicationScene.Place(Publish(random, 12, contests: true, repeats: false));
            AssertSame(log, random, $"seed {seed}");
        }
    }

    [Fact]
    public void RepeatsOfWhatWasPublished_AnyCompactionGivesTheSame()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var random = new Random(seed);
            var log = PublicationScene.Place(Publish(random, 10, contests: false, repeats: true));
            AssertSame(log, random, $"seed {seed}");
        }
    }

    public void Dispose() => _scene.Dispose();

    private static string Name(PublicationLog log) => log.Active?.Publication.Id ?? "none";

    /// <summary>Makes a history: publications on what is active, rivals on what no longer is, forgeries, and copies of earlier records in their order.</summary>
    private List<OutboundRecord> Publish(Random random, int count, bool contests, bool repeats)
    {
        var records = new List<OutboundRecord>();
        var chain = new List<SignedPublication>();
        for (var i = 0; i < count; i++)
        {
            var content = _contents[random.Next(_contents.Length)];
            var next = _scene.Sign(content, chain.LastOrDefault(), message: $"{i}");
            records.AddRange(PublicationScene.Records(next, content));
            if (contests && random.Next(2) == 0) AddRival(random, records, chain, content);
            chain.Add(next);
            if (!repeats || random.Next(3) > 0) continue;
            var start = random.Next(records.Count);
            records.AddRange(records[start..Math.Min(records.Count, start + random.Next(1, 8))]);
        }

        return records;
    }

    private void AddRival(Random random, List<OutboundRecord> records, List<SignedPublication> chain, byte[] content)
    {
        var rival = _scene.Sign(content, chain.Count == 0 ? null : chain[random.Next(chain.Count)], message: "rival");
        if (random.Next(2) == 0) rival = rival with { Signature = new byte[SignedPublication.SignatureBytes] };
        records.AddRange(PublicationScene.Records(rival, content));
        if (random.Next(3) == 0) records.Add(new OutboundRecord(PublicationScene.Topic, "garbage"u8.ToArray(), [1], []));
    }

    private void AssertSame(List<SourceRecord> log, Random random, string seed)
    {
        var whole = _scene.CreateLog();
        foreach (var record in log) whole.Apply(record);
        Assert.True(Name(whole) != "none", seed);
        for (var i = 0; i < 5; i++)
        {
            var replay = _scene.CreateLog();
            foreach (var record in PublicationScene.Compact(log, random.Next(log.Count + 1))) replay.Apply(record);
            Assert.True(Name(whole) == Name(replay), $"{seed}: {Name(whole)} is active, and {Name(replay)} after compaction.");
        }
    }
}
